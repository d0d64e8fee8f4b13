package io.portcullis.probe.run;

import io.portcullis.probe.ProbeOutcome;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What people are told of a failed connection. */
final class Failures {

    private static final int CAUSES_MAX = 10;

    /** How Linux says EMFILE; Java has no exception of its own for it. */
    private static final String TOO_MANY_FILES = "Too many open files";

    private Failures() {}

    static ProbeOutcome timedOut(Duration timeout) {
        return ProbeOutcome.unfit("no answer within " + timeout.toMillis() + " ms");
    }

    /** What is wrong with this machine or with us is not the fault of what was probed. */
    static ProbeOutcome outcome(Throwable failure, Duration timeout) {
        // The HTTP client hands out a local cause inside a ConnectException.
        ProbeOutcome told = first(failure, Failures::local);
        if (told == null) {
            told = first(failure, cause -> remote(cause, timeout));
        }
        return told == null ? other(failure) : told;
    }

    private static @Nullable ProbeOutcome first(
            Throwable failure, Function<Throwable, @Nullable ProbeOutcome> known) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            ProbeOutcome told = known.apply(cause);
            if (told != null) {
                return told;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static ProbeOutcome other(Throwable failure) {
        if (failure instanceof ConnectException) {
            return ProbeOutcome.unfit("no connection");
        }
        boolean world = failure instanceof IOException || failure instanceof ExecutionException;
        String text = text(failure);
        return world ? ProbeOutcome.unfit(text) : ProbeOutcome.unknown("the probe failed: " + text);
    }

    static String text(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static @Nullable ProbeOutcome local(Throwable cause) {
        return switch (cause) {
            case CannotProbe it -> ProbeOutcome.unknown(String.valueOf(it.getMessage()));
            case FileSystemException it -> cannot(it);
            case FileNotFoundException it -> cannot(it);
            case BindException it -> cannot(it);
            case SocketException it when TOO_MANY_FILES.equals(it.getMessage()) -> cannot(it);
            default -> null;
        };
    }

    private static @Nullable ProbeOutcome remote(Throwable cause, Duration timeout) {
        return switch (cause) {
            case HttpTimeoutException _ -> timedOut(timeout);
            case SocketTimeoutException _ -> timedOut(timeout);
            case TimeoutException _ -> timedOut(timeout);
            case UnknownHostException _ -> ProbeOutcome.unfit("its host name has no address");
            case UnresolvedAddressException _ -> ProbeOutcome.unfit("its host name has no address");
            case NoRouteToHostException _ -> ProbeOutcome.unfit("no route to its host");
            case ConnectException it when it.getMessage() != null ->
                    ProbeOutcome.unfit("no connection: " + it.getMessage());
            case CertificateException it ->
                    ProbeOutcome.unfit("its certificate is refused: " + it.getMessage());
            case SSLException it when it.getCause() == null ->
                    ProbeOutcome.unfit("TLS fails: " + it.getMessage());
            default -> null;
        };
    }

    /** A full disk, no file or port left: a remote fault never comes as one of these. */
    private static ProbeOutcome cannot(IOException local) {
        return ProbeOutcome.unknown("cannot be probed from here: " + text(local));
    }
}
