package io.portcullis.kernel.relay;

import io.portcullis.kernel.evidence.Region;
import java.util.Comparator;

/**
 * A relay node.
 *
 * @param node unique within its region
 */
public record NodeId(Region region, String node) implements Comparable<NodeId> {

    private static final Comparator<NodeId> ORDER =
            Comparator.comparing(NodeId::region).thenComparing(NodeId::node);

    @Override
    public int compareTo(NodeId other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code eu-central/n7}. */
    @Override
    public String toString() {
        return region + "/" + node;
    }
}
