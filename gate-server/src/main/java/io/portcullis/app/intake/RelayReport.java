package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.ServedTrack;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import java.util.List;
import java.util.Optional;

/**
 * What a relay node says.
 *
 * @param sequence 1, 2, ... within the node's epoch
 * @param counts running totals of the epoch: all in a snapshot, changed ones in a delta
 * @param view its edges, published tracks and demand: likewise
 * @param ended what a delta takes out of the view, besides closed edges and demand of nobody
 * @param says what the node holds of its region; empty when it says nothing of it
 * @param completeness whether the view is all that the node sent
 */
public record RelayReport(
        long sequence,
        Kind kind,
        List<Count> counts,
        NodeView view,
        Ended ended,
        Optional<Claim.Says> says,
        Completeness completeness) {

    public RelayReport {
        counts = List.copyOf(counts);
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence is " + sequence + "; must be >= 1");
        }
    }

    /** Nothing has ended, and nothing is said of the region. */
    public RelayReport(long sequence, Kind kind, List<Count> counts, NodeView view) {
        this(sequence, kind, counts, view, Ended.NOTHING, Optional.empty(), Completeness.WHOLE);
    }

    /** How many records it has. */
    public int size() {
        return counts.size()
                + view.edges().size()
                + view.published().size()
                + view.demand().size()
                + view.served().size()
                + ended.published().size()
                + ended.served().size();
    }

    /**
     * What is no more.
     *
     * @param published tracks whose publisher has left
     * @param served edges out of the node
     */
    public record Ended(List<String> published, List<ServedTrack> served) {

        public static final Ended NOTHING = new Ended(List.of(), List.of());

        public Ended {
            published = List.copyOf(published);
            served = List.copyOf(served);
        }
    }

    /** Whether all is said or what changed. */
    public enum Kind {
        SNAPSHOT,
        DELTA
    }

    /** Whether all that was sent could be read. */
    public enum Completeness {
        WHOLE,
        /** Edges may be missing in the view, so nothing can be concluded from their absence. */
        PART
    }

    /** How an attempt ended. */
    public enum Result {
        OK,
        FAILED,
        TIMED_OUT,
        /** Neither good nor bad: not counted. */
        CANCELLED
    }

    /**
     * Attempts counted by the node since its epoch began.
     *
     * @param sourceRegion the far end of the link; empty for a signal of the region
     * @param sourceNode the far node; empty when the node does not know
     * @param exposure what a rate's count is out of; 0 for attempts
     */
    public record Count(
            Optional<Region> sourceRegion,
            String sourceNode,
            SignalName signal,
            Result result,
            long count,
            double exposure) {}
}
