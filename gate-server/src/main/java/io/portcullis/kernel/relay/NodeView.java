package io.portcullis.kernel.relay;

import java.time.Instant;
import java.util.List;

/**
 * Everything one relay node last said it sees: a full snapshot, deltas already merged into it.
 *
 * @param observedAt when the node looked, by its own clock
 * @param edges edges into this node
 * @param published tracks whose publisher is connected to this node
 * @param demand tracks that subscribers on this node want
 */
public record NodeView(
        Instant observedAt,
        List<RelayEdge> edges,
        List<PublishedTrack> published,
        List<TrackDemand> demand) {

    public NodeView {
        edges = List.copyOf(edges);
        published = List.copyOf(published);
        demand = List.copyOf(demand);
    }

    /** A track whose publisher is connected to the node, since when. */
    public record PublishedTrack(String track, Instant since) {}

    /** How many subscribers on the node want a track. */
    public record TrackDemand(String track, long subscribers) {}
}
