package io.portcullis.kernel.relay;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Versions of the relay protocol that a node may send and understands; empty where it does not say.
 */
public record NodeProtocols(SortedSet<Integer> spoken, SortedSet<Integer> accepted) {

    public static final NodeProtocols UNKNOWN =
            new NodeProtocols(Collections.emptySortedSet(), Collections.emptySortedSet());

    public NodeProtocols {
        spoken = Collections.unmodifiableSortedSet(new TreeSet<>(spoken));
        accepted = Collections.unmodifiableSortedSet(new TreeSet<>(accepted));
    }

    public boolean isKnown() {
        return !spoken.isEmpty() && !accepted.isEmpty();
    }

    /** Whether each side understands something that the other sends. */
    public boolean meets(NodeProtocols other) {
        return !Collections.disjoint(spoken, other.accepted)
                && !Collections.disjoint(other.spoken, accepted);
    }
}
