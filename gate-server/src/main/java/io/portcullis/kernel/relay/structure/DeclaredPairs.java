package io.portcullis.kernel.relay.structure;

import java.util.Set;

/**
 * Digests of configurations that somebody declared to work together. Without any nothing is known of
 * them, and they are not judged.
 */
public record DeclaredPairs(Set<Pair> pairs) {

    public static final DeclaredPairs NONE = new DeclaredPairs(Set.of());

    public DeclaredPairs {
        pairs = Set.copyOf(pairs);
    }

    boolean isDeclared(String one, String other) {
        return one.equals(other)
                || pairs.contains(new Pair(one, other))
                || pairs.contains(new Pair(other, one));
    }

    /** Two digests, in either order. */
    public record Pair(String one, String other) {}
}
