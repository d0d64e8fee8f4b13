package io.portcullis.probe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something listens.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?:\\[(?<v6>[0-9a-fA-F:.]+)\\]|(?<host>[^:\\s/\\[\\]]+))(?::(?<port>\\d{1,5}))?");
    private static final int HOST_LENGTH_MAX = 253;

    public HostPort {
        if (host.isBlank() || host.length() > HOST_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "host is '" + host + "'; must have 1 to " + HOST_LENGTH_MAX + " characters");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; must be 1 to 65535");
        }
    }

    /**
     * Reads {@code host:port}, {@code [address]:port} or a host alone.
     *
     * @param port stands for one left out; 0 when it must be written
     */
    public static HostPort parse(String text, int port) {
        Matcher parts = WRITTEN.matcher(text.strip());
        if (!parts.matches() || (parts.group("port") == null && port == 0)) {
            throw new IllegalArgumentException(
                    "'" + text + "' must be host:port or [IPv6 address]:port");
        }
        String host = parts.group("v6") == null ? parts.group("host") : parts.group("v6");
        String written = parts.group("port");
        return new HostPort(host, written == null ? port : Integer.parseInt(written));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
