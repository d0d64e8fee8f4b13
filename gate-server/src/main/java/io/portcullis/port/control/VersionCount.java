package io.portcullis.port.control;

/**
 * How many servers of one version there are in a region.
 *
 * @param version the {@code to} or {@code from} version of the order where a server belongs to one
 *     of them, else what the server says of itself; 1 to 256 characters
 * @param running servers that are not being stopped, ready or not; not negative
 * @param draining servers that are being stopped and still there; not negative
 */
public record VersionCount(String version, int running, int draining)
        implements Comparable<VersionCount> {

    private static final int VERSION_LENGTH_MAX = 256;

    public VersionCount {
        Rules.requireText("version", version, VERSION_LENGTH_MAX);
        Rules.requireNotNegative("running", running);
        Rules.requireNotNegative("draining", draining);
    }

    @Override
    public int compareTo(VersionCount other) {
        return version.compareTo(other.version);
    }
}
