package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.evidence.Link;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * From when on something breaks an invariant (reference: relay mesh 3.3).
 *
 * @param scope links that must be covered
 * @param freshFor an older report says nothing of the present
 * @param goneAfter a node silent for so long is taken out of the graph; whoever still names it is
 *     undecided
 * @param apart how long a breach must have been seen by every reporter on the chain
 * @param unpublishedFor how long a track may be wanted after its publisher left
 * @param waitMax no open wait is older
 * @param waitP95Max of the open waits of a link 95 % are not older
 * @param waitsMin with fewer open waits their 95th percentile is only the oldest
 * @param packetsMax an active edge has had a packet since
 * @param hopsMax edges between a node and the publisher's
 * @param demandsMin edges on a link below which it is not covered
 * @param configurations that may run at the two ends of an edge
 */
public record StructureRules(
        SortedSet<Link> scope,
        Duration freshFor,
        Duration goneAfter,
        Duration apart,
        Duration unpublishedFor,
        Duration waitMax,
        Duration waitP95Max,
        int waitsMin,
        Duration packetsMax,
        int hopsMax,
        int demandsMin,
        DeclaredPairs configurations) {

    public StructureRules {
        scope = Collections.unmodifiableSortedSet(new TreeSet<>(scope));
    }

    /** The usual numbers for links in scope, and no declared pairs of configurations. */
    public static StructureRules of(SortedSet<Link> scope) {
        return of(scope, DeclaredPairs.NONE);
    }

    /** The usual numbers for links in scope. */
    public static StructureRules of(SortedSet<Link> scope, DeclaredPairs configurations) {
        return new StructureRules(
                scope,
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(15),
                Duration.ofSeconds(3),
                20,
                Duration.ofSeconds(5),
                2,
                1,
                configurations);
    }
}
