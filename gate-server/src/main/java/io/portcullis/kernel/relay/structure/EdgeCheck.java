package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.structure.StructureMemory.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What is seen of each edge by itself: packets flow (I4), both ends list it (I5), its ends
 * are compatible (I8).
 */
final class EdgeCheck {

    private static final int NONE = -1;

    private final RelayGraph graph;
    private final StructureRules rules;
    private final Sightings sightings;
    private final Breaches breaches;

    EdgeCheck(RelayGraph graph, StructureRules rules, Sightings sightings, Breaches breaches) {
        this.graph = graph;
        this.rules = rules;
        this.sightings = sightings;
        this.breaches = breaches;
    }

    /**
     * Edges that carry media by their destination's view, while their source lists whom it serves and
     * does not list them (I5).
     */
    boolean[] denied() {
        boolean[] denied = new boolean[graph.edges().size()];
        int[] edgeOf = new int[graph.nodeCount()];
        Arrays.fill(edgeOf, NONE);
        for (int track = 0; track < graph.trackCount(); track++) {
            denied(track, denied, edgeOf);
        }
        return denied;
    }

    private void denied(int track, boolean[] denied, int[] edgeOf) {
        var edges = graph.edges();
        int end = edges.start(track + 1);
        for (int entry = edges.start(track); entry < end; entry++) {
            edgeOf[edges.node(entry)] = entry;
            int source = graph.source(entry);
            denied[entry] =
                    graph.listsServed(source) && graph.state(entry) == RelayEdge.State.ACTIVE;
        }
        var served = graph.served();
        for (int entry = served.start(track); entry < served.start(track + 1); entry++) {
            int edge = edgeOf[graph.destination(entry)];
            if (edge != NONE && graph.source(edge) == served.node(entry)) {
                denied[edge] = false;
            } else {
                unrequited(served.node(entry), graph.destination(entry), track);
            }
        }
        for (int entry = edges.start(track); entry < end; entry++) {
            edgeOf[edges.node(entry)] = NONE;
            if (denied[entry]) {
                oneSided(edges.node(entry), graph.source(entry), track, "only the destination");
            }
        }
    }

    private void unrequited(int source, int destination, int track) {
        if (graph.view(destination) != null) {
            oneSided(destination, source, track, "only the source");
        }
    }

    private void oneSided(int destination, int source, int track, String who) {
        if (!graph.isFresh(destination) || !graph.isFresh(source)) {
            return;
        }
        var to = graph.id(destination);
        var from = graph.id(source);
        var edge = new RelayPull(to, from, RelayEdge.State.ACTIVE);
        sightings
                .lasting(
                        new Subject(Invariant.VIEWS_AGREE, to, from, graph.track(track)),
                        destination,
                        source)
                .ifPresent(since ->
                        breaches.add(
                                new Breaches.Key(Invariant.VIEWS_AGREE, List.of(to), List.of(edge)),
                                since,
                                graph.track(track),
                                tracks ->
                                        "Of relay edge %s %s knows, for %s."
                                                .formatted(edge, who, tracks)));
    }

    /** I4 and I8 of every edge of a fresh node, and I7 of every link in scope. */
    void check(Unknowns unknowns) {
        var coverage = new LinkCoverage(graph, rules);
        var judged = new BitSet[graph.nodeCount()];
        for (int track = 0; track < graph.trackCount(); track++) {
            int end = graph.edges().start(track + 1);
            for (int entry = graph.edges().start(track); entry < end; entry++) {
                int destination = graph.edges().node(entry);
                if (graph.isFresh(destination)) {
                    packets(entry, track);
                    coverage.count(graph.source(entry), destination);
                    if (isNew(judged, destination, graph.source(entry))) {
                        compatible(entry, track);
                    }
                }
            }
        }
        coverage.tell(unknowns);
    }

    /** Two nodes are judged once, whatever they relay. */
    private static boolean isNew(BitSet[] judged, int destination, int source) {
        var sources = judged[destination];
        if (sources == null) {
            sources = new BitSet();
            judged[destination] = sources;
        }
        boolean fresh = !sources.get(source);
        sources.set(source);
        return fresh;
    }

    private void packets(int entry, int track) {
        var columns = graph.columns(entry);
        int row = graph.edges().row(entry);
        if (!columns.isExpectedToSend(row)) {
            return;
        }
        var packet = columns.lastPacketAt(row);
        Instant last = packet == null ? columns.since(row) : packet;
        var silent = Duration.between(last, graph.known(graph.edges().node(entry)).observedAt());
        if (silent.compareTo(rules.packetsMax()) >= 0) {
            var pull = pull(entry);
            breaches.add(
                    new Breaches.Key(
                            Invariant.PACKETS_FLOW, List.of(pull.destination()), List.of(pull)),
                    last,
                    graph.track(track),
                    tracks ->
                            "Active relay edge %s has had no packet for %d s or more, for %s."
                                    .formatted(pull, rules.packetsMax().toSeconds(), tracks));
        }
    }

    private void compatible(int entry, int track) {
        var to = graph.report(graph.edges().node(entry));
        var from = graph.report(graph.source(entry));
        if (to == null || from == null) {
            return;
        }
        boolean deaf =
                to.protocols().isKnown()
                        && from.protocols().isKnown()
                        && !to.protocols().meets(from.protocols());
        boolean undeclared =
                rules.configurations()
                        .forbids(to.identity().configuration(), from.identity().configuration());
        if (deaf || undeclared) {
            var pull = pull(entry);
            var what = deaf ? "relay protocols" : "configurations";
            breaches.add(
                    new Breaches.Key(
                            Invariant.COMPATIBLE, List.of(pull.destination()), List.of(pull)),
                    graph.edge(entry).since(),
                    graph.track(track),
                    _ ->
                            "The ends of relay edge %s have %s that are not declared to work together."
                                    .formatted(pull, what));
        }
    }

    private RelayPull pull(int entry) {
        return new RelayPull(
                graph.id(graph.edges().node(entry)),
                graph.id(graph.source(entry)),
                graph.state(entry));
    }
}
