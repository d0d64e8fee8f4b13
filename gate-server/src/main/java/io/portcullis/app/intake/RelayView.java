package io.portcullis.app.intake;

import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.PublishedTrack;
import io.portcullis.kernel.relay.NodeView.TrackDemand;
import io.portcullis.kernel.relay.RelayEdge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** What one node sees, its deltas merged into its last snapshot. Not thread-safe. */
final class RelayView {

    /** Most tracks of each kind, as on the wire; deltas must not get past it. */
    static final int TRACKS_MAX = 20_000;

    private final Map<String, RelayEdge> edges = new TreeMap<>();
    private final Map<String, PublishedTrack> published = new TreeMap<>();
    private final Map<String, TrackDemand> demand = new TreeMap<>();
    private Instant observedAt = Instant.EPOCH;

    static RelayView of(NodeView view) {
        var merged = new RelayView();
        merged.merge(Kind.SNAPSHOT, view);
        return merged;
    }

    /** How many records did not fit. */
    int merge(Kind kind, NodeView news) {
        if (kind == Kind.SNAPSHOT) {
            edges.clear();
            published.clear();
            demand.clear();
        }
        observedAt = news.observedAt();
        int dropped = 0;
        for (RelayEdge edge : news.edges()) {
            boolean gone = edge.state() == RelayEdge.State.CLOSED;
            dropped += put(edges, edge.track(), edge, gone);
        }
        for (PublishedTrack track : news.published()) {
            dropped += put(published, track.track(), track, false);
        }
        for (TrackDemand track : news.demand()) {
            dropped += put(demand, track.track(), track, track.subscribers() == 0);
        }
        return dropped;
    }

    NodeView view() {
        return new NodeView(
                observedAt,
                new ArrayList<>(edges.values()),
                new ArrayList<>(published.values()),
                new ArrayList<>(demand.values()));
    }

    private static <T> int put(Map<String, T> tracks, String track, T value, boolean gone) {
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
