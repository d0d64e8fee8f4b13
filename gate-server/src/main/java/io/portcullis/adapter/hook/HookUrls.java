package io.portcullis.adapter.hook;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Rules for the URLs a hook names. */
final class HookUrls {

    private static final int LENGTH_MAX = 2_048;

    private HookUrls() {}

    /** The URL resolved against the endpoint's, where it has the same scheme, host and port. */
    static Optional<URI> sameOrigin(URI endpoint, String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            var url = endpoint.resolve(text);
            return origin(url).equals(origin(endpoint)) ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** For messages: a query may hold a token. */
    static String withoutQuery(URI url) {
        return origin(url) + url.getPath();
    }

    private static String origin(URI url) {
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        int portByScheme = "https".equals(scheme) ? 443 : 80;
        int port = url.getPort() < 0 ? portByScheme : url.getPort();
        var user = url.getRawUserInfo() == null ? "" : "user@";
        return scheme + "://" + user + host + ":" + port;
    }
}
