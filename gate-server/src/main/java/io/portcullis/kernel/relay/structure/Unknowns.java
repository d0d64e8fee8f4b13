package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What could not be told: silence is not health. */
final class Unknowns {

    private static final int NAMED_MAX = 5;

    private static final List<Invariant> OF_CHAINS =
            List.of(Invariant.CHAIN_ENDS_AT_PUBLISHER, Invariant.ACYCLIC);

    private final RelayGraph graph;
    private final SortedMap<Region, Integer> chains = new TreeMap<>();
    private final SortedMap<Region, List<String>> silent = new TreeMap<>();
    private final List<Undecided> links = new ArrayList<>();

    Unknowns(RelayGraph graph) {
        this.graph = graph;
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (graph.report(node) != null && !graph.isFresh(node)) {
                silent.computeIfAbsent(graph.id(node).region(), _ -> new ArrayList<>())
                        .add(graph.id(node).node());
            }
        }
    }

    /** A demand in the region whose chain cannot be followed to its end. */
    void chain(Region region) {
        chains.merge(region, 1, Integer::sum);
    }

    /** A link on which too little is going on. */
    void uncovered(Link link, int demands, int demandsMin) {
        links.add(
                new Undecided(
                        Invariant.COVERED,
                        link,
                        demands,
                        "%s carries %d relayed tracks; %d are needed to tell anything of it."
                                .formatted(link, demands, demandsMin)));
    }

    List<Undecided> all() {
        var all = new ArrayList<Undecided>();
        silent.forEach((region, nodes) -> {
            for (Invariant invariant : OF_CHAINS) {
                all.add(new Undecided(invariant, region, nodes.size(), silentText(region, nodes)));
            }
            all.add(
                    new Undecided(
                            Invariant.WAIT_BOUNDED,
                            region,
                            nodes.size(),
                            silentText(region, nodes)));
        });
        chains.forEach((region, count) -> {
            if (!silent.containsKey(region)) {
                for (Invariant invariant : OF_CHAINS) {
                    all.add(new Undecided(invariant, region, count, chainText(region, count)));
                }
            }
        });
        all.addAll(links);
        return all;
    }

    private static String silentText(Region region, List<String> nodes) {
        var named = nodes.stream().limit(NAMED_MAX).collect(Collectors.joining(", "));
        return "%d relay nodes of %s have no fresh report (%s%s)."
                .formatted(nodes.size(), region, named, nodes.size() > NAMED_MAX ? ", ..." : "");
    }

    private String chainText(Region region, int count) {
        var far =
                silent.entrySet().stream()
                        .map(entry -> entry.getValue().size() + " nodes of " + entry.getKey())
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%,d relay chains of %s cannot be followed at %s: %s.",
                count,
                region,
                graph.at(),
                far.isEmpty()
                        ? "their reports are not of one moment, or contradict each other"
                        : far + " have no fresh report");
    }
}
