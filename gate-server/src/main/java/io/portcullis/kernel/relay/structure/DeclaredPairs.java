package io.portcullis.kernel.relay.structure;

import java.util.Set;

/**
 * Digests of configurations that somebody declared to work together. Without any, and of a node that
 * does not say its own, nothing is known, and nothing is judged.
 */
public record DeclaredPairs(Set<Pair> pairs) {

    public static final DeclaredPairs NONE = new DeclaredPairs(Set.of());

    public DeclaredPairs {
        pairs = Set.copyOf(pairs);
    }

    /** Whether two nodes with these digests may not relay to each other. */
    boolean forbids(String one, String other) {
        boolean known = !pairs.isEmpty() && !one.isEmpty() && !other.isEmpty();
        return known
                && !one.equals(other)
                && !pairs.contains(new Pair(one, other))
                && !pairs.contains(new Pair(other, one));
    }

    /** Two digests, in either order. */
    public record Pair(String one, String other) {

        public Pair {
            if (one.isBlank() || other.isBlank()) {
                throw new IllegalArgumentException(
                        "pair is '%s' and '%s'; neither must be empty".formatted(one, other));
            }
        }
    }
}
