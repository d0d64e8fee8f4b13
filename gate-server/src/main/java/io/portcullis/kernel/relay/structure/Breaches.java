package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Breaches put together where only the track differs: people look for nodes first. */
final class Breaches {

    /** Different ones that are told apart; what comes beyond is only counted. */
    static final int TOLD_APART_MAX = 10_000;

    /** Edges that one finding names. */
    private static final int EDGES_MAX = 20;

    private final RelayGraph graph;
    private final Map<Key, Breach> breaches = new LinkedHashMap<>();
    private int beyond;

    Breaches(RelayGraph graph) {
        this.graph = graph;
    }

    /**
     * One more track with the breach.
     *
     * @param words what is said of it, from the number of tracks, such as {@code 3 tracks, such as x}
     */
    void add(Key key, Instant since, String track, Function<String, String> words) {
        var breach = breaches.get(key);
        if (breach == null && breaches.size() >= TOLD_APART_MAX) {
            beyond++;
            return;
        }
        if (breach == null) {
            breach = new Breach(track, words);
            breaches.put(key, breach);
        }
        breach.tracks++;
        if (since.isBefore(breach.since)) {
            breach.since = since;
        }
    }

    int beyond() {
        return beyond;
    }

    /** Those of faults first, those that hit most tracks first among them. */
    List<StructureFinding> findings() {
        var findings = new ArrayList<StructureFinding>();
        breaches.forEach((key, breach) -> findings.add(finding(key, breach)));
        findings.sort(
                Comparator.comparing((StructureFinding it) -> it.invariant().effect())
                        .thenComparing(StructureFinding::invariant)
                        .thenComparing(StructureFinding::tracks, Comparator.reverseOrder())
                        .thenComparing(StructureFinding::text));
        return findings;
    }

    private StructureFinding finding(Key key, Breach breach) {
        var regions = new TreeSet<Region>();
        for (NodeId felt : key.felt()) {
            regions.add(felt.region());
        }
        return new StructureFinding(
                key.invariant(),
                regions,
                key.edges().stream().limit(EDGES_MAX).toList(),
                identities(key),
                breach.tracks,
                breach.track,
                breach.since,
                breach.words.apply(tracks(breach)) + " Since " + breach.since + ".");
    }

    private SortedMap<NodeId, ReleaseIdentity> identities(Key key) {
        var nodes = new TreeMap<NodeId, ReleaseIdentity>();
        key.felt().forEach(node -> nodes.put(node, graph.identity(node)));
        for (RelayPull edge : key.edges()) {
            nodes.put(edge.destination(), graph.identity(edge.destination()));
            nodes.put(edge.source(), graph.identity(edge.source()));
        }
        return nodes;
    }

    private static String tracks(Breach breach) {
        return breach.tracks == 1
                ? "track " + breach.track
                : String.format(Locale.ROOT, "%,d tracks, such as %s", breach.tracks, breach.track);
    }

    /**
     * Where a breach is.
     *
     * @param felt nodes whose subscribers feel it; at least one
     */
    record Key(Invariant invariant, List<NodeId> felt, List<RelayPull> edges) {}

    private static final class Breach {
        private final String track;
        private final Function<String, String> words;
        private int tracks;
        private Instant since = Instant.MAX;

        Breach(String track, Function<String, String> words) {
            this.track = track;
            this.words = words;
        }
    }
}
