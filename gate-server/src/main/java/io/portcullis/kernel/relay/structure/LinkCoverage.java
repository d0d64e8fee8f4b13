package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How many edges each link in scope carries (I7). Regions outside of it are not counted. */
final class LinkCoverage {

    private static final int OUTSIDE = -1;

    private final StructureRules rules;
    private final List<Region> regions;
    private final int[] regionOf;
    private final int[] edges;

    LinkCoverage(RelayGraph graph, StructureRules rules) {
        this.rules = rules;
        var inScope = new TreeSet<Region>();
        for (Link link : rules.scope()) {
            inScope.add(link.source());
            inScope.add(link.destination());
        }
        regions = new ArrayList<>(inScope);
        Map<Region, Integer> numbers = new HashMap<>();
        regions.forEach(region -> numbers.put(region, numbers.size()));
        regionOf = new int[graph.nodeCount()];
        for (int node = 0; node < regionOf.length; node++) {
            regionOf[node] = numbers.getOrDefault(graph.id(node).region(), OUTSIDE);
        }
        edges = new int[regions.size() * regions.size()];
    }

    void count(int sourceNode, int destinationNode) {
        int source = regionOf[sourceNode];
        int destination = regionOf[destinationNode];
        if (source != OUTSIDE && destination != OUTSIDE) {
            edges[source * regions.size() + destination]++;
        }
    }

    void tell(Unknowns unknowns) {
        for (int source = 0; source < regions.size(); source++) {
            for (int destination = 0; destination < regions.size(); destination++) {
                int count = edges[source * regions.size() + destination];
                if (source != destination && count < rules.demandsMin()) {
                    var link = new Link(regions.get(source), regions.get(destination));
                    if (rules.scope().contains(link)) {
                        unknowns.uncovered(link, count, rules.demandsMin());
                    }
                }
            }
        }
    }
}
