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

/** What one node sees, its deltas merged into its last snapshot. Not thread-safe. */
final class RelayView {

    /** Most tracks of each kind, as on the wire; deltas must not get past it. */
    static final int TRACKS_MAX = 20_000;

    private final TrackNames names;
    private final Map<String, PublishedTrack> published = new LinkedHashMap<>();
    private final Map<String, TrackDemand> demand = new LinkedHashMap<>();
    private final Map<ServedTrack, ServedTrack> served = new LinkedHashMap<>();
    private EdgeTable edges = new EdgeTable(0);
    private Serving serving = Serving.UNLISTED;
    private Instant observedAt = Instant.EPOCH;

    RelayView(TrackNames names) {
        this.names = names;
    }

    static RelayView of(NodeView view, TrackNames names) {
        var merged = new RelayView(names);
        merged.merge(Kind.SNAPSHOT, view, Ended.NOTHING);
        return merged;
    }

    /** How many records did not fit. */
    int merge(Kind kind, NodeView news, Ended ended) {
        var before = edges;
        if (kind == Kind.SNAPSHOT) {
            edges = new EdgeTable(news.edges().size());
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
            dropped += edges.put(edge, before, observedAt, names);
        }
        return dropped + mergeTracks(news);
    }

    private int mergeTracks(NodeView news) {
        int dropped = 0;
        for (PublishedTrack track : news.published()) {
            var name = names.one(track.track());
            dropped += put(published, name, new PublishedTrack(name, track.since()));
        }
        for (TrackDemand track : news.demand()) {
            if (track.subscribers() == 0) {
                demand.remove(track.track());
            } else {
                var name = names.one(track.track());
                dropped += put(demand, name, new TrackDemand(name, track.subscribers()));
            }
        }
        for (ServedTrack track : news.served()) {
            dropped += put(served, track, track);
        }
        return dropped;
    }

    NodeView view() {
        return new NodeView(
                observedAt,
                edges.edges(),
                new ArrayList<>(published.values()),
                new ArrayList<>(demand.values()),
                serving,
                new ArrayList<>(served.values()));
    }

    private static <K, T> int put(Map<K, T> tracks, K track, T value) {
        if (tracks.size() >= TRACKS_MAX && !tracks.containsKey(track)) {
            return 1;
        }
        tracks.put(track, value);
        return 0;
    }
}
