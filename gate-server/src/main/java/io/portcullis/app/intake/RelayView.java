package io.portcullis.app.intake;

import io.portcullis.app.intake.RelayReport.Ended;
import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.PublishedTrack;
import io.portcullis.kernel.relay.NodeView.ServedTrack;
import io.portcullis.kernel.relay.NodeView.Serving;
import io.portcullis.kernel.relay.NodeView.TrackDemand;
import io.portcullis.kernel.relay.RelayEdge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one node sees, its deltas merged into its last snapshot. Not thread-safe. */
final class RelayView {

    /** Most tracks of each kind, as on the wire; deltas must not get past it. */
    static final int TRACKS_MAX = 20_000;

    private final Map<String, RelayEdge> edges = new TreeMap<>();
    private final Map<String, PublishedTrack> published = new TreeMap<>();
    private final Map<String, TrackDemand> demand = new TreeMap<>();
    private final Map<ServedTrack, ServedTrack> served = new LinkedHashMap<>();
    private Serving serving = Serving.UNLISTED;
    private Instant observedAt = Instant.EPOCH;

    static RelayView of(NodeView view) {
        var merged = new RelayView();
        merged.merge(Kind.SNAPSHOT, view, Ended.NOTHING);
        return merged;
    }

    /** How many records did not fit. */
    int merge(Kind kind, NodeView news, Ended ended) {
        var before = kind == Kind.SNAPSHOT ? new TreeMap<>(edges) : edges;
        if (kind == Kind.SNAPSHOT) {
            edges.clear();
            published.clear();
            demand.clear();
            served.clear();
        }
        ended.published().forEach(published::remove);
        ended.served().forEach(served::remove);
        serving = news.serving();
        observedAt = news.observedAt();
        int dropped = 0;
        for (RelayEdge edge : news.edges()) {
            boolean gone = edge.state() == RelayEdge.State.CLOSED;
            var known = before.get(edge.track());
            dropped += put(edges, edge.track(), lasting(edge, known, observedAt), gone);
        }
        for (PublishedTrack track : news.published()) {
            dropped += put(published, track.track(), track, false);
        }
        for (TrackDemand track : news.demand()) {
            dropped += put(demand, track.track(), track, track.subscribers() == 0);
        }
        for (ServedTrack track : news.served()) {
            dropped += put(served, track, track, false);
        }
        return dropped;
    }

    /** An edge that does not say since when it is there was there when it was first heard of. */
    private static RelayEdge lasting(
            RelayEdge edge, @Nullable RelayEdge before, Instant observedAt) {
        if (!edge.since().equals(RelayEdge.UNTOLD)) {
            return edge;
        }
        boolean sameSource =
                before != null
                        && before.sourceNode().equals(edge.sourceNode())
                        && before.sourceRegion().equals(edge.sourceRegion());
        return edge.since(sameSource ? before.since() : observedAt);
    }

    NodeView view() {
        return new NodeView(
                observedAt,
                new ArrayList<>(edges.values()),
                new ArrayList<>(published.values()),
                new ArrayList<>(demand.values()),
                serving,
                new ArrayList<>(served.values()));
    }

    private static <K, T> int put(Map<K, T> tracks, K track, T value, boolean gone) {
        if (gone) {
            tracks.remove(track);
            return 0;
        }
        if (tracks.size() >= TRACKS_MAX && !tracks.containsKey(track)) {
            return 1;
        }
        tracks.put(track, value);
        return 0;
    }
}
