package io.portcullis.kernel.evidence;

import java.util.regex.Pattern;

/**
 * Name of one thing measured, unique within a service, or of a part of it: a bucket, or what is
 * above one of its edges.
 *
 * @param value lower-case letters, digits and inner hyphens, at most 63 characters; for a part
 *     followed by a space and up to 80 printable characters
 */
public record SignalName(String value) implements Comparable<SignalName> {

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?( [ -~]{1,80})?");

    public SignalName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "signal is '"
                            + value
                            + "'; must be lower-case letters, digits and inner hyphens, at most 63");
        }
        // Names are few and compared at every look: equal ones are the same object.
        value = value.intern();
    }

    /** The signal itself, not a part of one. */
    public boolean isPlain() {
        return value.indexOf(' ') < 0;
    }

    /** The signal this is a part of; itself when it is plain. */
    public SignalName base() {
        int end = value.indexOf(' ');
        return end < 0 ? this : new SignalName(value.substring(0, end));
    }

    /** What comes after the signal's name; empty when it is plain. */
    public String part() {
        int end = value.indexOf(' ');
        return end < 0 ? "" : value.substring(end + 1);
    }

    /** A part of this signal. */
    public SignalName part(String what) {
        return new SignalName(base() + " " + what);
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
