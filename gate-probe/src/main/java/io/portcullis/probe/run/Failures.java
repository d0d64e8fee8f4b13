package io.portcullis.probe.run;

import io.portcullis.probe.ProbeOutcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What people are told of a failed connection. */
final class Failures {

    private static final int CAUSES_MAX = 10;

    private Failures() {}

    static ProbeOutcome timedOut(Duration timeout) {
        return ProbeOutcome.unfit("no answer within " + timeout.toMillis() + " ms");
    }

    /** A mistake of ours is not the fault of what was probed. */
    static ProbeOutcome outcome(Throwable failure, Duration timeout) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            ProbeOutcome told = known(cause, timeout);
            if (told != null) {
                return told;
            }
            cause = cause.getCause();
        }
        if (failure instanceof ConnectException) {
            return ProbeOutcome.unfit("no connection");
        }
        boolean world =
                failure instanceof java.io.IOException || failure instanceof ExecutionException;
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return world ? ProbeOutcome.unfit(text) : ProbeOutcome.unknown("the probe failed: " + text);
    }

    private static @Nullable ProbeOutcome known(Throwable cause, Duration timeout) {
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
}
