package io.portcullis.kernel.release;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which links a service has. */
public sealed interface Links {

    /** Servers of this service relay nothing to other regions. */
    record None() implements Links {}

    /** Every region relays to every other. */
    record AllOrderedPairs() implements Links {}

    /** Only these. */
    record Listed(SortedSet<Link> links) implements Links {
        public Listed {
            if (links.isEmpty()) {
                throw new IllegalArgumentException("links is empty; list at least one or none");
            }
            links = Collections.unmodifiableSortedSet(new TreeSet<>(links));
        }
    }

    /** The links among these regions. */
    default SortedSet<Link> among(SortedSet<Region> regions) {
        return switch (this) {
            case None() -> Collections.emptySortedSet();
            case AllOrderedPairs() -> pairs(regions);
            case Listed(var links) -> within(links, regions);
        };
    }

    private static SortedSet<Link> pairs(SortedSet<Region> regions) {
        var links = new TreeSet<Link>();
        for (Region source : regions) {
            for (Region destination : regions) {
                if (!source.equals(destination)) {
                    links.add(new Link(source, destination));
                }
            }
        }
        return Collections.unmodifiableSortedSet(links);
    }

    private static SortedSet<Link> within(SortedSet<Link> links, SortedSet<Region> regions) {
        var within = new TreeSet<Link>();
        for (Link link : links) {
            if (regions.contains(link.source()) && regions.contains(link.destination())) {
                within.add(link);
            }
        }
        return Collections.unmodifiableSortedSet(within);
    }
}
