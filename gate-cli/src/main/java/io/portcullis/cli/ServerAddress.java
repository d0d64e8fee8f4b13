package io.portcullis.cli;

import java.util.Set;

/**
 * Where the gate listens for gRPC.
 *
 * @param host name or address, without brackets
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    public ServerAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is empty; must name the server");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; must be 1 to 65535");
        }
    }

    /** Reads {@code host:port}; an IPv6 address stands in brackets. */
    public static ServerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("server is \"" + text + "\"; must be host:port");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new ServerAddress(host, port(text, text.substring(colon + 1)));
    }

    private static int port(String text, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "server is \"" + text + "\"; its port must be a number");
        }
    }

    /** Whether plain text is fit for it: the bytes do not leave the machine. */
    public boolean isLoopback() {
        return LOOPBACK.contains(host);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
