package io.portcullis.kernel.relay;

import io.portcullis.kernel.evidence.Region;
import java.time.Instant;
import java.util.List;

/**
 * Everything one relay node last said it sees: a full snapshot, deltas already merged into it.
 *
 * @param observedAt when the node looked, by its own clock
 * @param edges edges into this node
 * @param published tracks whose publisher is connected to this node
 * @param demand tracks that subscribers on this node want
 * @param serving whether the node also lists whom it serves
 * @param served edges out of this node; empty when it does not list them
 */
public record NodeView(
        Instant observedAt,
        List<RelayEdge> edges,
        List<PublishedTrack> published,
        List<TrackDemand> demand,
        Serving serving,
        List<ServedTrack> served) {

    public NodeView {
        edges = RelayEdges.copyOf(edges);
        published = List.copyOf(published);
        demand = List.copyOf(demand);
        served = List.copyOf(served);
    }

    /** Of a node that does not list whom it serves. */
    public NodeView(
            Instant observedAt,
            List<RelayEdge> edges,
            List<PublishedTrack> published,
            List<TrackDemand> demand) {
        this(observedAt, edges, published, demand, Serving.UNLISTED, List.of());
    }

    /** The same edges, to be read by column. */
    public RelayEdges edgeColumns() {
        return RelayEdges.copyOf(edges);
    }

    /** A track whose publisher is connected to the node, since when. */
    public record PublishedTrack(String track, Instant since) {}

    /** How many subscribers on the node want a track. */
    public record TrackDemand(String track, long subscribers) {}

    /** A track that another node pulls from this one. */
    public record ServedTrack(String track, Region destinationRegion, String destinationNode) {}

    /** Whether a node lists whom it serves. */
    public enum Serving {
        LISTED,
        /** An edge that it does not list may be there all the same. */
        UNLISTED
    }
}
