package io.portcullis.app.mesh;

import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.ServedTrack;
import io.portcullis.kernel.relay.NodeView.Serving;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.structure.RelayPull;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The loops that views show, by the transitive closure of who pulls from whom: cubic, and nothing
 * like a pointer chase.
 */
final class BruteForceLoops {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration TOGETHER = Duration.ofSeconds(10);

    private final Instant at;
    private final Map<NodeId, ClaimedView> views = new HashMap<>();

    BruteForceLoops(Instant at, Collection<ClaimedView> claimed) {
        this.at = at;
        claimed.forEach(view -> views.put(view.node(), view));
    }

    /** Each loop by its edges, with the number of tracks that have it. */
    Map<Set<RelayPull>, Integer> loops() {
        var tracks = new TreeSet<String>();
        for (ClaimedView claimed : views.values()) {
            claimed.view().edges().forEach(edge -> tracks.add(edge.track()));
        }
        var loops = new HashMap<Set<RelayPull>, Integer>();
        for (String track : tracks) {
            for (Set<RelayPull> loop : loops(track)) {
                loops.merge(loop, 1, Integer::sum);
            }
        }
        return loops;
    }

    private Set<Set<RelayPull>> loops(String track) {
        var nodes = List.copyOf(views.keySet());
        var pulls = pulls(track, nodes);
        boolean[][] reach = closure(nodes, pulls);
        var loops = new HashSet<Set<RelayPull>>();
        for (int node = 0; node < pulls.length; node++) {
            loops.add(loop(node, nodes, pulls, reach));
        }
        loops.remove(Set.of());
        return loops;
    }

    /** What each node pulls the track by; null where it does not. */
    private @Nullable RelayEdge[] pulls(String track, List<NodeId> nodes) {
        var pulls = new RelayEdge[nodes.size()];
        for (int i = 0; i < pulls.length; i++) {
            for (RelayEdge edge : views.get(nodes.get(i)).view().edges()) {
                if (edge.track().equals(track) && counts(nodes.get(i), edge)) {
                    pulls[i] = edge;
                }
            }
        }
        return pulls;
    }

    /** Warshall: who is upstream of whom over any number of edges. */
    private static boolean[][] closure(List<NodeId> nodes, @Nullable RelayEdge[] pulls) {
        int size = pulls.length;
        var reach = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            int far = pulls[i] == null ? -1 : nodes.indexOf(source(pulls[i]));
            if (far >= 0) {
                reach[i][far] = true;
            }
        }
        for (int via = 0; via < size; via++) {
            for (int from = 0; from < size; from++) {
                for (int to = 0; to < size; to++) {
                    reach[from][to] |= reach[from][via] && reach[via][to];
                }
            }
        }
        return reach;
    }

    /** The loop a node is in; empty when it is in none, or its edges were never there together. */
    private Set<RelayPull> loop(
            int node, List<NodeId> nodes, @Nullable RelayEdge[] pulls, boolean[][] reach) {
        var loop = new HashSet<RelayPull>();
        Instant began = Instant.MIN;
        Instant seen = Instant.MAX;
        for (int j = 0; j < pulls.length; j++) {
            RelayEdge pull = pulls[j];
            if (pull != null && reach[node][j] && reach[j][node]) {
                loop.add(new RelayPull(nodes.get(j), source(pull), pull.state()));
                began = max(began, pull.since());
                seen = min(seen, views.get(nodes.get(j)).view().observedAt());
            }
        }
        return loop.isEmpty() || seen.isBefore(began.plus(TOGETHER)) ? Set.of() : loop;
    }

    private boolean counts(NodeId node, RelayEdge edge) {
        var claimed = views.get(node);
        var oldest = min(claimed.view().observedAt(), claimed.receivedAt());
        boolean fresh = oldest.plus(FRESH).isAfter(at);
        boolean publishes =
                claimed.view().published().stream()
                        .anyMatch(published -> published.track().equals(edge.track()));
        boolean upstream =
                switch (edge.state()) {
                    case FAILED, CLOSED -> false;
                    case REQUESTED, LOCATING, WAITING, ACTIVE, STALLED -> true;
                };
        return fresh && !publishes && upstream && !isDenied(node, edge);
    }

    private boolean isDenied(NodeId node, RelayEdge edge) {
        var far = views.get(source(edge));
        if (far == null || edge.state() != RelayEdge.State.ACTIVE) {
            return false;
        }
        NodeView view = far.view();
        return view.serving() == Serving.LISTED
                && !view.served()
                        .contains(new ServedTrack(edge.track(), node.region(), node.node()));
    }

    private static NodeId source(RelayEdge edge) {
        return new NodeId(edge.sourceRegion(), edge.sourceNode());
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
