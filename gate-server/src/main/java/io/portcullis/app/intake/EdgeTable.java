package io.portcullis.app.intake;

import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdges;
import java.time.Instant;

/** The edges into one node, by track, in columns. Not thread-safe. */
final class EdgeTable {

    private final TrackIndex index = new TrackIndex();
    private final RelayEdges.Builder rows;

    EdgeTable(int expected) {
        rows = new RelayEdges.Builder(expected);
    }

    /**
     * Puts an edge in, or takes a closed one out. One that does not say since when it is there was
     * there when it was first heard of.
     *
     * @param before the table that knows since when; this one, or what a snapshot replaces
     * @param names gives the one copy of a track's name
     * @return how many did not fit: 0 or 1
     */
    int put(RelayEdge edge, EdgeTable before, Instant observedAt, TrackNames names) {
        int row = index.find(edge.track());
        if (edge.state() == RelayEdge.State.CLOSED) {
            remove(row);
            return 0;
        }
        if (row == TrackIndex.ABSENT && index.size() >= RelayView.TRACKS_MAX) {
            return 1;
        }
        var lasting = before.lasting(edge, observedAt);
        if (row == TrackIndex.ABSENT) {
            int added = index.add(names.one(edge.track()));
            rows.add(lasting, index.track(added));
        } else {
            rows.set(row, lasting, index.track(row));
        }
        return 0;
    }

    private void remove(int row) {
        if (row != TrackIndex.ABSENT) {
            index.remove(row);
            rows.remove(row);
        }
    }

    private RelayEdge lasting(RelayEdge edge, Instant observedAt) {
        if (!edge.since().equals(RelayEdge.UNTOLD)) {
            return edge;
        }
        int row = index.find(edge.track());
        return edge.since(sinceIfSame(row, edge, observedAt));
    }

    private Instant sinceIfSame(int row, RelayEdge edge, Instant observedAt) {
        if (row == TrackIndex.ABSENT) {
            return observedAt;
        }
        var source = rows.source(row);
        boolean same =
                source.node().equals(edge.sourceNode())
                        && source.region().equals(edge.sourceRegion());
        return same ? rows.since(row) : observedAt;
    }

    int size() {
        return index.size();
    }

    RelayEdges edges() {
        return rows.build();
    }
}
