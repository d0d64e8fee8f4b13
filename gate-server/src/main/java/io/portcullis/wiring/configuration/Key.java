package io.portcullis.wiring.configuration;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One key of the configuration: what it may hold, what it is when left out, and what it means.
 *
 * @param pattern dotted path; {@code *} where users choose a name, {@code []} after a list
 * @param type for people
 * @param fallback as it would be written; empty when nothing stands for a left-out value
 * @param description one sentence
 * @param parse the value from what the file holds; throws {@link IllegalArgumentException} with the
 *     rule that was broken
 */
public record Key<T>(
        String pattern,
        String type,
        String fallback,
        String description,
        Function<Object, T> parse) {

    /** The value that stands for a left-out one; null without one. */
    @Nullable T fallbackValue() {
        return fallback.isEmpty() ? null : parse.apply(fallback);
    }

    List<String> segments() {
        return List.of(pattern.replace("[]", ".*").split("\\."));
    }

    /** The path of one instance, with the names users chose. */
    String path(Object... names) {
        var path = new StringBuilder();
        int next = 0;
        for (String segment : segments()) {
            path.append(path.isEmpty() ? "" : ".");
            path.append(segment.equals("*") ? names[next++] : segment);
        }
        return path.toString();
    }
}
