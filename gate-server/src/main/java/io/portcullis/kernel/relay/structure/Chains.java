package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.relay.RelayEdge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the upstream chains of one track after the other end (I1, I2). Each node has at most one
 * upstream for a track, so a chain is followed by pointers, and a node once visited is never walked
 * again: O(entries) in all.
 */
final class Chains {

    private static final int NONE = -1;

    /** Where the chain that begins at a node ends. */
    enum End {
        PUBLISHER,
        /** A node that neither publishes nor has an upstream. */
        DANGLING,
        LOOP,
        /** A report on it is stale or missing, denies an edge, or is not of the same moment. */
        UNDECIDED
    }

    private final RelayGraph graph;
    private final Duration apart;
    private final boolean[] denied;

    private final int[] upstream;
    private final boolean[] publishes;
    private final End[] ends;
    private final boolean[] ended;
    private final int[] depths;
    private final boolean[] onPath;
    private final int[] path;
    private final List<int[]> loops = new ArrayList<>();

    /**
     * @param denied edges whose source says that it does not serve them
     */
    Chains(RelayGraph graph, Duration apart, boolean[] denied) {
        this.graph = graph;
        this.apart = apart;
        this.denied = denied;
        int nodes = graph.nodeCount();
        upstream = new int[nodes];
        Arrays.fill(upstream, NONE);
        publishes = new boolean[nodes];
        ends = new End[nodes];
        Arrays.fill(ends, End.UNDECIDED);
        ended = new boolean[nodes];
        depths = new int[nodes];
        onPath = new boolean[nodes];
        path = new int[nodes];
    }

    /** Follows every chain of a track; what is asked afterwards is about that track. */
    void follow(int track) {
        loops.clear();
        forAll(graph.published(), track, entry -> publishes[graph.published().node(entry)] = true);
        forAll(graph.edges(), track, this::setUpstream);
        forAll(graph.edges(), track, entry -> walk(graph.edges().node(entry)));
        forAll(graph.demand(), track, entry -> walk(graph.demand().node(entry)));
    }

    private void setUpstream(int entry) {
        if (graph.state(entry).isUpstream()) {
            upstream[graph.edges().node(entry)] = entry;
        }
    }

    private void walk(int start) {
        int length = 0;
        int node = start;
        while (!ended[node] && !onPath[node] && goesOn(node)) {
            onPath[node] = true;
            path[length++] = node;
            node = graph.source(upstream[node]);
        }
        if (onPath[node]) {
            close(node, length);
        } else if (!ended[node]) {
            end(node, endAt(node), 0);
        }
        while (length > 0) {
            int before = path[--length];
            onPath[before] = false;
            if (!ended[before]) {
                end(before, ends[node], depths[node] + 1);
            }
            node = before;
        }
    }

    private boolean goesOn(int node) {
        return graph.isFresh(node)
                && !publishes[node]
                && upstream[node] != NONE
                && !denied[upstream[node]];
    }

    private End endAt(int node) {
        if (!graph.isFresh(node)) {
            return End.UNDECIDED;
        }
        if (publishes[node]) {
            return End.PUBLISHER;
        }
        return upstream[node] == NONE ? End.DANGLING : End.UNDECIDED;
    }

    /** The path has come back to a node on it: from there on it is a loop. */
    private void close(int first, int length) {
        int from = length - 1;
        while (path[from] != first) {
            from--;
        }
        int[] loop = Arrays.copyOfRange(path, from, length);
        boolean real = isOfOneMoment(loop);
        if (real) {
            loops.add(loop);
        }
        for (int node : loop) {
            end(node, real ? End.LOOP : End.UNDECIDED, 0);
        }
    }

    /**
     * Reports are of different moments, and so a loop may be put together from edges that never
     * were there at once. All of them were there from the latest beginning until the earliest report;
     * that must be long enough for clocks that differ.
     */
    private boolean isOfOneMoment(int[] loop) {
        Instant began = Instant.MIN;
        Instant seen = Instant.MAX;
        for (int node : loop) {
            var since = graph.edge(upstream[node]).since();
            var observed = graph.known(node).observedAt();
            began = since.isAfter(began) ? since : began;
            seen = observed.isBefore(seen) ? observed : seen;
        }
        return !began.plus(apart).isAfter(seen);
    }

    private void end(int node, End end, int depth) {
        ended[node] = true;
        ends[node] = end;
        depths[node] = depth;
    }

    /** Makes ready for the next track. */
    void forget(int track) {
        forAll(graph.published(), track, entry -> forgetNode(graph.published().node(entry)));
        forAll(graph.demand(), track, entry -> forgetNode(graph.demand().node(entry)));
        forAll(
                graph.edges(),
                track,
                entry -> {
                    forgetNode(graph.edges().node(entry));
                    forgetNode(graph.source(entry));
                });
    }

    private void forgetNode(int node) {
        publishes[node] = false;
        upstream[node] = NONE;
        ended[node] = false;
    }

    /** Loops of the track, each as its nodes in the order of pulling. */
    List<int[]> loops() {
        return loops;
    }

    End end(int node) {
        return ends[node];
    }

    /** Edges between the node and the end of its chain. */
    int depth(int node) {
        return depths[node];
    }

    /** The upstream edge of a node that has one. */
    RelayEdge edge(int node) {
        return graph.edge(upstream[node]);
    }

    /** The nodes of the chain that begins at a node and dangles; its end is the last. */
    int[] chain(int start) {
        int[] nodes = new int[depths[start] + 1];
        int node = start;
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = node;
            node = upstream[node] == NONE ? node : graph.source(upstream[node]);
        }
        return nodes;
    }

    private static void forAll(ByTrack entries, int track, EntryWork work) {
        for (int entry = entries.start(track); entry < entries.start(track + 1); entry++) {
            work.on(entry);
        }
    }

    /** What is done with an entry. */
    @FunctionalInterface
    private interface EntryWork {
        void on(int entry);
    }
}
