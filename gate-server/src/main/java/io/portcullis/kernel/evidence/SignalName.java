package io.portcullis.kernel.evidence;

import java.util.regex.Pattern;

/**
 * Name of one thing measured, unique within a service.
 *
 * @param value lower-case letters, digits and inner hyphens, at most 63 characters
 */
public record SignalName(String value) implements Comparable<SignalName> {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public SignalName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "signal is '"
                            + value
                            + "'; must be lower-case letters, digits and inner hyphens, at most 63");
        }
    }

    @Override
    public int compareTo(SignalName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
