package io.portcullis.cli.file;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules of files, said once: each throws {@link IllegalArgumentException} with field, value and rule. */
public final class Rules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Rules() {}

    /** The value, which must be there. */
    public static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing; it must be given");
        }
        return value;
    }

    /** Text that must be there and not be empty. */
    public static String text(@Nullable String value, String field) {
        String given = required(value, field);
        if (given.isBlank()) {
            throw new IllegalArgumentException(field + " is empty; it must not be");
        }
        return given;
    }

    /** A name as the wire knows it: small letters, digits and hyphens, 63 characters at most. */
    public static String name(@Nullable String value, String field) {
        String given = required(value, field);
        if (!NAME.matcher(given).matches()) {
            throw new IllegalArgumentException(
                    field
                            + " is \""
                            + value
                            + "\"; must be small letters, digits and hyphens, 63 at most");
        }
        return given;
    }

    /** A number within bounds, both included. */
    public static double within(double value, double min, double max, String field) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    field + " is " + value + "; must be " + min + " to " + max);
        }
        return value;
    }

    /** A whole number within bounds, both included. */
    public static int within(int value, int min, int max, String field) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    field + " is " + value + "; must be " + min + " to " + max);
        }
        return value;
    }

    /** A list that cannot change; nothing where none was written. */
    public static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    /** A map that cannot change; nothing where none was written. */
    public static <V> Map<String, V> map(@Nullable Map<String, V> values) {
        return values == null ? Map.of() : Map.copyOf(values);
    }

    /** A list with at least one element. */
    public static <T> List<T> some(@Nullable List<T> values, String field) {
        if (values == null || values.isEmpty()) {
            throw new IllegalArgumentException(field + " is empty; it must name at least one");
        }
        return List.copyOf(values);
    }
}
