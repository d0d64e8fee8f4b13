package io.portcullis.kernel.release;

import java.util.regex.Pattern;

/**
 * Name of a service, the same in every region.
 *
 * @param value lower-case letters, digits and inner hyphens, at most 63 characters
 */
public record ServiceName(String value) implements Comparable<ServiceName> {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public ServiceName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "service is '"
                            + value
                            + "'; must be lower-case letters, digits and inner hyphens, at most 63");
        }
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
