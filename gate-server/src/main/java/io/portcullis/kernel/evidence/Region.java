package io.portcullis.kernel.evidence;

import java.util.regex.Pattern;

/**
 * One place where a service runs: one cluster, one metric source.
 *
 * @param name DNS label: lower-case letters, digits and inner hyphens, at most 63 characters
 */
public record Region(String name) implements Place, Comparable<Region> {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public Region {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "region is '"
                            + name
                            + "'; must be lower-case letters, digits and inner hyphens, at most 63");
        }
        // Names are few and compared at every look: equal ones are the same object.
        name = name.intern();
    }

    @Override
    public int compareTo(Region other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
