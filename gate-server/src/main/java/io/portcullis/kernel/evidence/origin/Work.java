package io.portcullis.kernel.evidence.origin;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A kind of work that a process carries and that is cut when the process ends: sessions, streams,
 * rooms, consumers, open tasks.
 *
 * @param name as in configuration and metrics: letters, digits, dots, hyphens and underscores, at most
 *     63
 * @param unit what people call several of it, such as {@code sessions}; 1 to 63 characters
 */
public record Work(String name, String unit) implements Comparable<Work> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,62}");
    private static final int UNIT_LENGTH_MAX = 63;
    private static final Comparator<Work> ORDER =
            Comparator.comparing(Work::name).thenComparing(Work::unit);

    public Work {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "work is '"
                            + name
                            + "'; must be lower-case letters, digits, dots, hyphens and underscores,"
                            + " at most 63");
        }
        if (unit.isBlank() || unit.length() > UNIT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "unit is '" + unit + "'; must have 1 to " + UNIT_LENGTH_MAX + " characters");
        }
    }

    /** Work whose name is what people call it. */
    public static Work of(String name) {
        return new Work(name, name.replace('-', ' ').replace('_', ' '));
    }

    @Override
    public int compareTo(Work other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name;
    }
}
