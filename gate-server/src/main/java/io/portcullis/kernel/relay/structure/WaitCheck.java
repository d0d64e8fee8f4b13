package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.structure.StructureMemory.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Waits that are still open are short (I3), by pair of regions and what runs at both ends: finished
 * waits would leave out those that never end.
 */
final class WaitCheck {

    private static final int SHOWN_MAX = 10;

    private final RelayGraph graph;
    private final StructureRules rules;
    private final Sightings sightings;
    private final Breaches breaches;
    private final Map<Pair, List<Wait>> waits = new HashMap<>();

    WaitCheck(RelayGraph graph, StructureRules rules, Sightings sightings, Breaches breaches) {
        this.graph = graph;
        this.rules = rules;
        this.sightings = sightings;
        this.breaches = breaches;
    }

    void check() {
        for (int track = 0; track < graph.trackCount(); track++) {
            int end = graph.edges().start(track + 1);
            for (int entry = graph.edges().start(track); entry < end; entry++) {
                if (graph.isFresh(graph.edges().node(entry)) && isWaiting(graph.state(entry))) {
                    add(entry, track);
                }
            }
        }
        waits.forEach(this::judge);
    }

    private static boolean isWaiting(RelayEdge.State state) {
        return switch (state) {
            case LOCATING, WAITING -> true;
            case REQUESTED, ACTIVE, STALLED, FAILED, CLOSED -> false;
        };
    }

    private void add(int entry, int track) {
        if (sightings.isJustUnpublished(graph.track(track))) {
            return;
        }
        int node = graph.edges().node(entry);
        var to = graph.id(node);
        var from = graph.id(graph.source(entry));
        var edge = graph.edge(entry);
        var age = Duration.between(edge.since(), graph.known(node).observedAt());
        waits.computeIfAbsent(
                        new Pair(
                                from.region(),
                                graph.identity(from),
                                to.region(),
                                graph.identity(to)),
                        _ -> new ArrayList<>())
                .add(
                        new Wait(
                                node,
                                new RelayPull(to, from, edge.state()),
                                graph.track(track),
                                edge.since(),
                                age));
    }

    private void judge(Pair pair, List<Wait> open) {
        open.sort(Comparator.comparing(Wait::age).reversed().thenComparing(Wait::track));
        var oldest = open.getFirst();
        var p95 = open.get((int) (open.size() * 0.05)).age();
        boolean tooOld = oldest.age().compareTo(rules.waitMax()) > 0;
        boolean tooSlow = open.size() >= rules.waitsMin() && p95.compareTo(rules.waitP95Max()) > 0;
        if (tooOld || (tooSlow && hasLasted(pair, open))) {
            breach(open, p95, tooOld);
        }
    }

    /** Slow waits come and go; those that are too old have lasted by themselves. */
    private boolean hasLasted(Pair pair, List<Wait> open) {
        var first = open.getFirst().pull();
        int[] reporters = open.stream().mapToInt(Wait::node).distinct().toArray();
        return sightings
                .lasting(
                        new Subject(
                                Invariant.WAIT_BOUNDED,
                                new NodeId(first.destination().region(), ""),
                                new NodeId(first.source().region(), ""),
                                pair.toString()),
                        reporters)
                .isPresent();
    }

    private void breach(List<Wait> open, Duration p95, boolean tooOld) {
        var told =
                open.stream()
                        .filter(wait -> !tooOld || wait.age().compareTo(rules.waitMax()) > 0)
                        .toList();
        var oldest = told.getFirst();
        var edges = told.stream().map(Wait::pull).distinct().limit(SHOWN_MAX).toList();
        var felt = edges.stream().map(RelayPull::destination).distinct().toList();
        var key = new Breaches.Key(Invariant.WAIT_BOUNDED, felt, edges);
        for (Wait wait : told) {
            breaches.add(
                    key, wait.since(), wait.track(), tracks -> words(open, oldest, p95, tracks));
        }
    }

    private static String words(List<Wait> open, Wait oldest, Duration p95, String tracks) {
        return String.format(
                Locale.ROOT,
                "Of %,d open relay waits from %s to %s the oldest is %.1f s old (%s), 95 %% are no"
                        + " older than %.1f s; too old are those for %s.",
                open.size(),
                oldest.pull().source().region(),
                oldest.pull().destination().region(),
                oldest.age().toMillis() / 1_000.0,
                oldest.pull(),
                p95.toMillis() / 1_000.0,
                tracks);
    }

    /** What waits for what. */
    private record Pair(
            Region source, ReleaseIdentity from, Region destination, ReleaseIdentity to) {}

    private record Wait(int node, RelayPull pull, String track, Instant since, Duration age) {}
}
