package io.portcullis.app.intake;

import java.util.HashMap;
import java.util.Map;

/**
 * One copy of each track's name for all nodes of a service: over the wire each brings its own. Not
 * thread-safe.
 */
final class TrackNames {

    /** Names kept at most; then it begins anew, and only memory is lost by that. */
    static final int KEPT_MAX = 1_000_000;

    private final Map<String, String> names = new HashMap<>();

    String one(String name) {
        var known = names.putIfAbsent(name, name);
        if (known != null) {
            return known;
        }
        if (names.size() > KEPT_MAX) {
            names.clear();
        }
        return name;
    }
}
