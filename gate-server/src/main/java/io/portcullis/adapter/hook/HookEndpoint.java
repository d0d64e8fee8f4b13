package io.portcullis.adapter.hook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * The user's system that acts for the gate.
 *
 * @param url where requests are posted; https, or http to this machine or where plain text is
 *     wanted; no user, no fragment
 * @param secretFile holds the shared secret, at least 32 characters; read at each request, so that
 *     it can be replaced at any time
 * @param timeout of one request with its answer, from 100 ms to 60 s; 10 s by default
 * @param statusInterval how long to wait before asking how far an order is, from 10 ms to 5 min; 3 s
 *     by default
 */
public record HookEndpoint(
        URI url, Path secretFile, Duration timeout, Duration statusInterval, Transport transport) {

    public static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(10);
    public static final Duration STATUS_INTERVAL_DEFAULT = Duration.ofSeconds(3);

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** Whether orders may travel unencrypted beyond this machine; signed they always are. */
    public enum Transport {
        TLS_REQUIRED,
        PLAIN_TEXT_ALLOWED
    }

    public HookEndpoint {
        requireUrl(url, transport);
        requireBetween("timeout", timeout, Duration.ofMillis(100), Duration.ofSeconds(60));
        requireBetween(
                "statusInterval", statusInterval, Duration.ofMillis(10), Duration.ofMinutes(5));
    }

    /** With the default times, TLS required. */
    public static HookEndpoint of(URI url, Path secretFile) {
        return new HookEndpoint(
                url, secretFile, TIMEOUT_DEFAULT, STATUS_INTERVAL_DEFAULT, Transport.TLS_REQUIRED);
    }

    private static void requireUrl(URI url, Transport transport) {
        var host = url.getHost();
        if (host == null || url.getUserInfo() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "url of the hook must name a host, and neither a user nor a fragment");
        }
        boolean plainAllowed = transport == Transport.PLAIN_TEXT_ALLOWED || LOOPBACK.contains(host);
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && plainAllowed)) {
            throw new IllegalArgumentException(
                    "url of the hook is "
                            + url
                            + "; must be https, or http to this machine, or plain text must be"
                            + " allowed");
        }
    }

    private static void requireBetween(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; must be between " + min + " and " + max);
        }
    }
}
