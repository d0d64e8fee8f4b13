package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.transition.WorkHarm;
import java.util.List;

/**
 * Something a rollout is told. {@code look} is always the id of the last look made, 0 before the
 * first.
 */
public sealed interface RolloutInput {

    /**
     * What admission found.
     *
     * @param reasons why it may not start; empty when it may
     */
    record AdmissionJudged(List<Reason> reasons) implements RolloutInput {
        public AdmissionJudged {
            reasons = List.copyOf(reasons);
        }
    }

    /** There are looks enough to choose the edges that were missing at the start. */
    record EdgesChosen(int look, Edges edges) implements RolloutInput {}

    /** A look was made and this is its decision about the stage that is open. */
    record LookJudged(int look, Decision decision) implements RolloutInput {}

    /** Processes were replaced: what that cut so far. */
    record WorkCounted(int look, List<WorkHarm> sums) implements RolloutInput {
        public WorkCounted {
            sums = List.copyOf(sums);
        }
    }

    /** A pipeline or a control has opened a stage. */
    record StageOpenReported(int stage, int look, Actor actor) implements RolloutInput {}

    /** The control could not open a stage; the order is tried again. */
    record StageOpenFailed(int stage, Actor actor, String cause) implements RolloutInput {}

    /** Somebody wants nothing further touched. */
    record PauseRequested(int look, Actor actor, String reason) implements RolloutInput {}

    /** Somebody wants a paused rollout to go on. */
    record ResumeRequested(int look, Actor actor, String reason) implements RolloutInput {}

    /** Somebody wants it back. */
    record AbortRequested(int look, Actor actor, String reason) implements RolloutInput {}

    /** The control says that a region's restore is done. */
    record RestoreApplied(Region region, Actor actor) implements RolloutInput {}

    /** The control could not restore a region. */
    record RestoreFailed(Region region, Actor actor, Failure failure, String cause)
            implements RolloutInput {}

    /** Versions were counted in a region. */
    record CensusTaken(Region region, int look, Census census) implements RolloutInput {}

    /** The recovery test of a region passed. */
    record RegionRecovered(Region region, int look) implements RolloutInput {}

    /**
     * The recovery test gave up.
     *
     * @param stillBad what is not as before, one sentence each
     */
    record RecoveryGaveUp(int look, List<String> stillBad) implements RolloutInput {
        public RecoveryGaveUp {
            stillBad = List.copyOf(stillBad);
        }
    }

    /** Time has passed; deadlines of controls are looked at. */
    record TimePassed() implements RolloutInput {}

    /** A person says that the rollback is over. */
    record CloseRequested(Actor actor, String reason) implements RolloutInput {}

    /** How a control failed. */
    enum Failure {
        /** It did not answer, or said it could not for now; the same order is tried again. */
        RETRIED,
        /** The user's system refused: people must look, and only a new order is tried. */
        REFUSED
    }
}
