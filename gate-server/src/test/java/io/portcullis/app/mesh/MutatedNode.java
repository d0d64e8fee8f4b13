package io.portcullis.app.mesh;

import io.portcullis.app.intake.RelayReport;
import io.portcullis.app.intake.RelayReport.Completeness;
import io.portcullis.app.intake.RelayReport.Ended;
import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.app.intake.RelaySession;
import io.portcullis.app.mesh.MutatedMesh.Honesty;
import io.portcullis.app.mesh.MutatedMesh.Sent;
import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.PublishedTrack;
import io.portcullis.kernel.relay.NodeView.ServedTrack;
import io.portcullis.kernel.relay.NodeView.Serving;
import io.portcullis.kernel.relay.NodeView.TrackDemand;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdge.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A node that says what it sees every 10 to 15 s; snapshots at first, when asked, and at times. */
final class MutatedNode {

    final NodeId id;
    private final MutatedMesh mesh;
    private final long skewSeconds;
    private final Serving serving;
    private final Map<String, RelayEdge> edges = new TreeMap<>();
    private final Map<String, PublishedTrack> published = new TreeMap<>();
    private int process;
    private long sequence;
    private RelaySession session;
    private NodeView saidBefore;
    private Instant due;
    private boolean snapshotDue = true;

    MutatedNode(MutatedMesh mesh, NodeId id) {
        this.mesh = mesh;
        this.id = id;
        this.skewSeconds = (long) mesh.random.nextInt(7) - 3;
        this.serving = mesh.random.nextInt(3) == 0 ? Serving.LISTED : Serving.UNLISTED;
    }

    void begin() {
        process++;
        sequence = 0;
        snapshotDue = mesh.random.nextBoolean();
        saidBefore = view(edges, Serving.UNLISTED, List.of());
        session = mesh.connect(id, epoch());
        due = mesh.now().plusSeconds(1 + mesh.random.nextInt(12));
    }

    String epoch() {
        return id.node() + "@" + process;
    }

    void restart() {
        edges.clear();
        published.clear();
        begin();
    }

    void snapshotWanted() {
        snapshotDue = true;
    }

    /** From another node, or as the publisher, or not at all. */
    void rewire() {
        String track = mesh.tracks.get(mesh.random.nextInt(mesh.tracks.size()));
        var source = mesh.anyNode();
        int what = mesh.random.nextInt(10);
        edges.remove(track);
        published.remove(track);
        if (source == this) {
            if (what < 4) {
                published.put(track, new PublishedTrack(track, here()));
            }
        } else if (what < 9) {
            edges.put(track, pull(track, source.id, here()));
        }
    }

    private RelayEdge pull(String track, NodeId source, Instant since) {
        var states = List.of(State.WAITING, State.ACTIVE, State.LOCATING, State.FAILED);
        var state = states.get(Math.min(3, mesh.random.nextInt(12) / 3));
        return new RelayEdge(
                track, source.region(), source.node(), state, since, 1, null, true, "");
    }

    /** Whom it counts on, by track. */
    Map<String, NodeId> pulls() {
        var pulls = new HashMap<String, NodeId>();
        edges.forEach((track, edge) ->
                pulls.put(track, new NodeId(edge.sourceRegion(), edge.sourceNode())));
        return pulls;
    }

    void reportWhenDue() {
        if (mesh.now().isBefore(due)) {
            return;
        }
        due = mesh.now().plusSeconds(10 + mesh.random.nextInt(6));
        var seen = view(claimedEdges(), serving, serves());
        boolean snapshot = snapshotDue || mesh.random.nextInt(6) == 0;
        sequence++;
        var report = snapshot ? snapshot(seen) : delta(seen);
        snapshotDue = false;
        saidBefore = seen;
        mesh.send(new Sent(this, session, epoch(), report, new ClaimedView(id, mesh.now(), seen)));
    }

    private Map<String, RelayEdge> claimedEdges() {
        if (mesh.honesty == Honesty.HONEST || mesh.random.nextInt(4) > 0) {
            return edges;
        }
        var claimed = new TreeMap<>(edges);
        String track = mesh.tracks.get(mesh.random.nextInt(mesh.tracks.size()));
        var source = mesh.anyNode();
        if (source != this) {
            claimed.put(
                    track, pull(track, source.id, here().minusSeconds(mesh.random.nextInt(60))));
        }
        return claimed;
    }

    /** Some have forgotten one of those they serve. */
    private List<ServedTrack> serves() {
        var served = new ArrayList<ServedTrack>();
        for (MutatedNode other : mesh.nodes) {
            other.pulls()
                    .forEach((track, source) -> {
                        if (source.equals(id) && mesh.random.nextInt(10) > 0) {
                            served.add(new ServedTrack(track, other.id.region(), other.id.node()));
                        }
                    });
        }
        return serving == Serving.LISTED ? served : List.of();
    }

    private NodeView view(Map<String, RelayEdge> seen, Serving listed, List<ServedTrack> served) {
        var demand = mesh.tracks.stream().map(track -> new TrackDemand(track, 1)).toList();
        return new NodeView(
                here(),
                List.copyOf(seen.values()),
                List.copyOf(published.values()),
                demand,
                listed,
                served);
    }

    private RelayReport snapshot(NodeView seen) {
        return new RelayReport(sequence, Kind.SNAPSHOT, List.of(), seen);
    }

    /** Only what has changed since the view sent before, whether that arrived or not. */
    private RelayReport delta(NodeView seen) {
        var changed = new ArrayList<>(seen.edges());
        changed.removeAll(saidBefore.edges());
        for (RelayEdge before : saidBefore.edges()) {
            if (seen.edges().stream().noneMatch(edge -> edge.track().equals(before.track()))) {
                changed.add(closed(before));
            }
        }
        var begun = new ArrayList<>(seen.published());
        begun.removeAll(saidBefore.published());
        var left = new ArrayList<String>();
        for (PublishedTrack before : saidBefore.published()) {
            if (!seen.published().contains(before)) {
                left.add(before.track());
            }
        }
        var served = new ArrayList<>(seen.served());
        served.removeAll(saidBefore.served());
        var unserved = new ArrayList<>(saidBefore.served());
        unserved.removeAll(seen.served());
        return new RelayReport(
                sequence,
                Kind.DELTA,
                List.of(),
                new NodeView(
                        seen.observedAt(), changed, begun, seen.demand(), seen.serving(), served),
                new Ended(left, unserved),
                Optional.empty(),
                Completeness.WHOLE);
    }

    private static RelayEdge closed(RelayEdge edge) {
        return new RelayEdge(
                edge.track(),
                edge.sourceRegion(),
                edge.sourceNode(),
                State.CLOSED,
                edge.since(),
                edge.hops(),
                null,
                true,
                "");
    }

    /** By its own clock. */
    private Instant here() {
        return mesh.now().plusSeconds(skewSeconds);
    }
}
