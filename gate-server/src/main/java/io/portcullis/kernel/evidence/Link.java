package io.portcullis.kernel.evidence;

import java.util.Comparator;

/** Ordered pair of regions over which media or calls are relayed; the destination counts. */
public record Link(Region source, Region destination) implements Place, Comparable<Link> {

    private static final Comparator<Link> ORDER =
            Comparator.comparing(Link::source).thenComparing(Link::destination);

    public Link {
        if (source.equals(destination)) {
            throw new IllegalArgumentException(
                    "link is " + source + " -> " + destination + "; its ends must differ");
        }
    }

    @Override
    public int compareTo(Link other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return source + " -> " + destination;
    }
}
