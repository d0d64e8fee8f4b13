package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.structure.StructureMemory.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Every demand ends at a publisher (I1), no chain is a loop (I2), and paths are short (I6). */
final class ChainCheck {

    private final RelayGraph graph;
    private final StructureRules rules;
    private final Sightings sightings;
    private final Breaches breaches;
    private final Unknowns unknowns;

    ChainCheck(
            RelayGraph graph,
            StructureRules rules,
            Sightings sightings,
            Breaches breaches,
            Unknowns unknowns) {
        this.graph = graph;
        this.rules = rules;
        this.sightings = sightings;
        this.breaches = breaches;
        this.unknowns = unknowns;
    }

    /**
     * @param denied edges whose source says that it does not serve them
     */
    void check(boolean[] denied) {
        var chains = new Chains(graph, rules.apart(), denied);
        for (int track = 0; track < graph.trackCount(); track++) {
            chains.follow(track);
            for (int[] loop : chains.loops()) {
                loop(chains, track, loop);
            }
            demands(chains, track);
            chains.forget(track);
        }
    }

    private void demands(Chains chains, int track) {
        var demand = graph.demand();
        for (int entry = demand.start(track); entry < demand.start(track + 1); entry++) {
            int node = demand.node(entry);
            switch (chains.end(node)) {
                case PUBLISHER -> path(chains, track, node);
                case DANGLING -> dangling(chains, track, node);
                case LOOP -> {
                    // Found from its own edges.
                }
                case UNDECIDED -> unknowns.chain(graph.id(node).region());
            }
        }
    }

    private void loop(Chains chains, int track, int[] nodes) {
        int[] loop = smallestFirst(nodes);
        var edges = new ArrayList<RelayPull>();
        var since = graph.at();
        for (int node : loop) {
            edges.add(pull(chains, node));
            var began = chains.edge(node).since();
            since = edges.size() == 1 || began.isAfter(since) ? began : since;
        }
        var key = new Breaches.Key(Invariant.ACYCLIC, ids(loop), edges);
        breaches.add(
                key,
                since,
                graph.track(track),
                tracks -> "Circular relay loop " + said(edges) + " for " + tracks + ".");
    }

    /** The same loop is found from whichever node; it is named from one. */
    private int[] smallestFirst(int[] loop) {
        int smallest = 0;
        for (int i = 1; i < loop.length; i++) {
            if (graph.id(loop[i]).compareTo(graph.id(loop[smallest])) < 0) {
                smallest = i;
            }
        }
        int[] turned = new int[loop.length];
        for (int i = 0; i < loop.length; i++) {
            turned[i] = loop[(smallest + i) % loop.length];
        }
        return turned;
    }

    private void dangling(Chains chains, int track, int node) {
        String name = graph.track(track);
        int[] chain = chains.chain(node);
        NodeId id = graph.id(node);
        var subject = new Subject(Invariant.CHAIN_ENDS_AT_PUBLISHER, id, id, name);
        sightings
                .lasting(subject, chain)
                .filter(_ -> !sightings.isJustUnpublished(name))
                .ifPresent(since -> {
                    var edges =
                            Arrays.stream(chain, 0, chain.length - 1)
                                    .mapToObj(each -> pull(chains, each))
                                    .toList();
                    var end = graph.id(chain[chain.length - 1]);
                    breaches.add(
                            new Breaches.Key(Invariant.CHAIN_ENDS_AT_PUBLISHER, List.of(id), edges),
                            since,
                            name,
                            tracks -> danglingWords(id, end, edges, tracks));
                });
    }

    private static String danglingWords(
            NodeId felt, NodeId end, List<RelayPull> edges, String tracks) {
        return edges.isEmpty()
                ? "Subscribers on %s want %s, which it neither publishes nor pulls."
                        .formatted(felt, tracks)
                : "Dangling relay chain %s: %s neither publishes nor pulls %s."
                        .formatted(said(edges), end, tracks);
    }

    private void path(Chains chains, int track, int node) {
        int hops = chains.depth(node);
        if (hops <= rules.hopsMax()) {
            return;
        }
        var edges = new ArrayList<RelayPull>();
        for (int each : Arrays.copyOf(chains.chain(node), hops)) {
            edges.add(pull(chains, each));
        }
        breaches.add(
                new Breaches.Key(Invariant.PATH_SHORT, List.of(graph.id(node)), edges),
                graph.at(),
                graph.track(track),
                tracks ->
                        "Relay path %s has %d hops, more than %d, for %s."
                                .formatted(said(edges), hops, rules.hopsMax(), tracks));
    }

    private RelayPull pull(Chains chains, int node) {
        var edge = chains.edge(node);
        return new RelayPull(
                graph.id(node), new NodeId(edge.sourceRegion(), edge.sourceNode()), edge.state());
    }

    private List<NodeId> ids(int[] nodes) {
        return Arrays.stream(nodes).mapToObj(graph::id).toList();
    }

    /** Such as {@code a/1 <- b/2 <- c/3}. */
    private static String said(List<RelayPull> edges) {
        return edges.getFirst().destination()
                + edges.stream().map(edge -> " <- " + edge.source()).collect(Collectors.joining());
    }
}
