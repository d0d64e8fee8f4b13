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
 * @param muted whether the publisher has muted the track, so that silence is no fault
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

    /** How far the pull is. */
    public enum State {
        REQUESTED,
        LOCATING,
        WAITING,
        ACTIVE,
        STALLED,
        FAILED,
        CLOSED
    }
}
