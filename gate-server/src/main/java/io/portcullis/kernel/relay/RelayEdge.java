package io.portcullis.kernel.relay;

import io.portcullis.kernel.evidence.Region;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node pulls a track from another one.
 *
 * @param track hashed id
 * @param sourceRegion where it is pulled from
 * @param sourceNode the node it is pulled from
 * @param since when this edge began
 * @param hops from the publisher's node
 * @param lastPacketAt when a packet last came, if one ever did
 * @param muted whether silence is no fault: the publisher has muted the track, or it is paused
 *     because nobody watches it now
 * @param error what went wrong; empty when nothing did
 */
public record RelayEdge(
        String track,
        Region sourceRegion,
        String sourceNode,
        State state,
        Instant since,
        int hops,
        @Nullable Instant lastPacketAt,
        boolean muted,
        String error) {

    /** In a report on its way: the node does not say since when. */
    public static final Instant UNTOLD = Instant.MAX;

    /** The same edge, begun at another moment. */
    public RelayEdge since(Instant began) {
        return new RelayEdge(
                track, sourceRegion, sourceNode, state, began, hops, lastPacketAt, muted, error);
    }

    /** How far the pull is. */
    public enum State {
        REQUESTED,
        LOCATING,
        WAITING,
        ACTIVE,
        STALLED,
        FAILED,
        CLOSED;

        /** Whether the node counts on the source for the track. */
        public boolean isUpstream() {
            return switch (this) {
                case REQUESTED, LOCATING, WAITING, ACTIVE, STALLED -> true;
                case FAILED, CLOSED -> false;
            };
        }
    }
}
