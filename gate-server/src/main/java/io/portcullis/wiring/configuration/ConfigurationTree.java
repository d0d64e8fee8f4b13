package io.portcullis.wiring.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file checked against the keys: values by path, and everything that is wrong with
 * it. Not thread-safe.
 */
final class ConfigurationTree {

    private final Map<String, Object> values = new TreeMap<>();
    private final Map<String, Set<String>> names = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();

    ConfigurationTree(Map<?, ?> root) {
        walk(List.of(), root);
    }

    /** Everything wrong so far; add to it what only the joint view shows. */
    List<String> errors() {
        return errors;
    }

    /** The value of a key, what stands for it when left out, else null. */
    <T> @Nullable T find(Key<T> key, Object... path) {
        Object value = values.get(key.path(path));
        if (value == null) {
            return key.fallbackValue();
        }
        try {
            return key.parse().apply(value);
        } catch (IllegalArgumentException _) {
            return key.fallbackValue(); // said once, by walk
        }
    }

    /** The value of a key that has a default. */
    <T> T get(Key<T> key, Object... path) {
        T value = find(key, path);
        if (value == null) {
            throw new IllegalStateException(key.pattern() + " has no default");
        }
        return value;
    }

    /** Whether the file or a flag holds the key. */
    boolean isGiven(Key<?> key, Object... path) {
        return values.containsKey(key.path(path));
    }

    /** Names users chose directly under a path, in the order of the file. */
    Set<String> namesUnder(String path) {
        return names.getOrDefault(path, Set.of());
    }

    private void walk(List<String> path, Object node) {
        Key<?> key = keyOf(path);
        if (key != null) {
            check(key, path, node);
        } else if (!leadsToKey(path)) {
            errors.add(dotted(path) + ": no such key; gate config keys lists them");
        } else {
            descend(path, node);
        }
    }

    private void descend(List<String> path, Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, child) -> step(path, String.valueOf(name), child));
        } else if (node instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                step(path, String.valueOf(index), list.get(index));
            }
        } else {
            errors.add(dotted(path) + " is '" + node + "'; must hold keys under it");
        }
    }

    private void step(List<String> path, String name, @Nullable Object child) {
        names.computeIfAbsent(dotted(path), _ -> new LinkedHashSet<>()).add(name);
        var longer = new ArrayList<>(path);
        longer.add(name);
        if (child != null) {
            walk(longer, child);
        } else if (keyOf(longer) == null && !leadsToKey(longer)) {
            errors.add(dotted(longer) + ": no such key; gate config keys lists them");
        }
    }

    private void check(Key<?> key, List<String> path, Object value) {
        values.put(dotted(path), value);
        try {
            var _ = key.parse().apply(value);
        } catch (IllegalArgumentException e) {
            errors.add(dotted(path) + " is '" + value + "'; " + e.getMessage());
        }
    }

    private static @Nullable Key<?> keyOf(List<String> path) {
        for (Key<?> key : ConfigurationKeys.all()) {
            List<String> segments = key.segments();
            if (segments.size() == path.size() && begins(segments, path)) {
                return key;
            }
        }
        return null;
    }

    private static boolean leadsToKey(List<String> path) {
        return ConfigurationKeys.all().stream().anyMatch(key -> begins(key.segments(), path));
    }

    private static boolean begins(List<String> segments, List<String> path) {
        if (path.size() > segments.size()) {
            return false;
        }
        for (int index = 0; index < path.size(); index++) {
            String segment = segments.get(index);
            if (!segment.equals("*") && !segment.equals(path.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static String dotted(List<String> path) {
        return String.join(".", path);
    }
}
