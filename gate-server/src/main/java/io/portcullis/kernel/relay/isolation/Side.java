package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.evidence.Region;
import java.util.Comparator;

/** A region seen in one direction: it may be reached without reaching anyone, and the other way. */
public record Side(Region region, Direction direction) implements Comparable<Side> {

    private static final Comparator<Side> ORDER =
            Comparator.comparing(Side::region).thenComparing(Side::direction);

    @Override
    public int compareTo(Side other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return region + " " + direction;
    }

    /** Which way a region and its peers try to reach each other. */
    public enum Direction {
        /** Its peers reach for it. */
        INBOUND,
        /** It reaches for its peers. */
        OUTBOUND
    }
}
