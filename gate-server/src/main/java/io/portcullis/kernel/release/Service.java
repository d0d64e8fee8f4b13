package io.portcullis.kernel.release;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A named workload that runs in several regions.
 *
 * @param regions where it runs; {@code ALL} in a plan means these; 1 to 100
 * @param links over which of them it relays
 */
public record Service(ServiceName name, SortedSet<Region> regions, Links links) {

    private static final int REGIONS_MAX = 100;

    public Service {
        if (regions.isEmpty() || regions.size() > REGIONS_MAX) {
            throw new IllegalArgumentException(
                    "regions has "
                            + regions.size()
                            + " entries; must have between 1 and "
                            + REGIONS_MAX);
        }
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        if (links instanceof Links.Listed(var listed)) {
            requireEndsIn(listed, regions);
        }
    }

    /** Every link of the service, in order. */
    public SortedSet<Link> allLinks() {
        return links.among(regions);
    }

    private static void requireEndsIn(SortedSet<Link> links, SortedSet<Region> regions) {
        for (Link link : links) {
            if (!regions.contains(link.source()) || !regions.contains(link.destination())) {
                throw new IllegalArgumentException(
                        "links has " + link + "; both ends must be regions of the service");
            }
        }
    }
}
