package io.portcullis.kernel.relay.coverage;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fewest probes that show every link once for each pair of releases its ends run: with two
 * releases at both ends that is new to old, old to new, new to new, and old to old to compare with.
 * Between N regions with an agent each it takes N (N - 1).
 */
public record CoveragePlan(List<CoverageProbe> probes, List<UncoveredLink> uncovered) {

    public CoveragePlan {
        probes = List.copyOf(probes);
        uncovered = List.copyOf(uncovered);
    }

    /** The same standpoints give the same plan, in whatever order they come. */
    public static CoveragePlan of(SortedSet<Link> links, Collection<Standpoint> standpoints) {
        Map<Region, List<Standpoint>> byRegion = new TreeMap<>();
        for (Standpoint one : new TreeSet<>(standpoints)) {
            var there = byRegion.computeIfAbsent(one.region(), _ -> new ArrayList<>());
            if (there.stream().noneMatch(it -> it.release().equals(one.release()))) {
                there.add(one);
            }
        }
        var probes = new ArrayList<CoverageProbe>();
        var uncovered = new ArrayList<UncoveredLink>();
        for (Link link : links) {
            var sources = byRegion.getOrDefault(link.source(), List.of());
            var destinations = byRegion.getOrDefault(link.destination(), List.of());
            if (sources.isEmpty() || destinations.isEmpty()) {
                uncovered.add(new UncoveredLink(link, why(link, sources, destinations)));
            }
            for (Standpoint source : sources) {
                destinations.forEach(it -> probes.add(new CoverageProbe(source, it)));
            }
        }
        return new CoveragePlan(probes, uncovered);
    }

    private static String why(Link link, List<Standpoint> sources, List<Standpoint> destinations) {
        if (sources.isEmpty() && destinations.isEmpty()) {
            return "no agent stands in " + link.source() + " nor in " + link.destination();
        }
        return "no agent stands in " + (sources.isEmpty() ? link.source() : link.destination());
    }

    /** Those an agent shall run. */
    public List<CoverageProbe> of(String vantage) {
        return probes.stream().filter(it -> it.destination().vantage().equals(vantage)).toList();
    }

    /** Whether a link is shown with these releases at its ends. */
    boolean shows(Link link, Ends ends, ReleaseIdentity fresh) {
        return probes.stream()
                .filter(probe -> probe.link().equals(link))
                .anyMatch(probe ->
                        isNew(probe.source(), fresh) == ends.sourceIsNew()
                                && isNew(probe.destination(), fresh) == ends.destinationIsNew());
    }

    private static boolean isNew(Standpoint standpoint, ReleaseIdentity fresh) {
        return standpoint.release().version().equals(fresh.version());
    }

    /** Which ends are new. */
    record Ends(boolean sourceIsNew, boolean destinationIsNew) {}
}
