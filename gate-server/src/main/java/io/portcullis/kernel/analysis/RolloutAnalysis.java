package io.portcullis.kernel.analysis;

import io.portcullis.kernel.evidence.LookEvidence;
import java.util.List;

/**
 * The release comparator of a rollout and the PASS tests of its current stage: state that is fed one
 * look at a time. Not thread-safe. Deterministic bit for bit, whatever the order of cells.
 */
public final class RolloutAnalysis {

    /** H, looks before a stage or rollout that are used; of more, the last ones. */
    public static final int LOOKS_BEFORE_MAX = 360;

    /** With fewer looks before, nothing finer than the coarsest rung is promised. */
    public static final int LOOKS_BEFORE_MIN = 30;

    private RolloutAnalysis() {}

    /**
     * Starts at the rollout's start.
     *
     * @param before the last looks before the rollout, oldest first: the reference of health, and of
     *     stages without an old arm
     */
    public static RolloutAnalysis start(AnalysisPlan plan, List<LookEvidence> before) {
        throw new UnsupportedOperationException("analysis of a rollout");
    }

    /** Goes on exactly where {@link #snapshot} was taken, under the same plan. */
    public static RolloutAnalysis restore(AnalysisPlan plan, byte[] snapshot) {
        throw new UnsupportedOperationException("analysis of a rollout");
    }

    public byte[] snapshot() {
        throw new UnsupportedOperationException("analysis of a rollout");
    }

    /** What the first stage, or any, would promise if it opened after these looks. */
    public static StagePreview preview(AnalysisPlan plan, int stage, List<LookEvidence> before) {
        throw new UnsupportedOperationException("analysis of a rollout");
    }

    /** What a stage would promise if it opened now: streams with an unchanged share keep theirs. */
    public StagePreview preview(int stage, List<LookEvidence> before) {
        throw new UnsupportedOperationException("analysis of a rollout");
    }

    /**
     * Opens a stage: fixes its margins, required streams and comparison arms, and starts PASS anew
     * where the canary's share changes.
     *
     * @param before the last looks before the stage opens, oldest first
     */
    public StagePreview openStage(int stage, List<LookEvidence> before) {
        throw new UnsupportedOperationException("analysis of a rollout");
    }

    /** Id of the last look applied; 0 before the first. */
    public int lastLookId() {
        throw new UnsupportedOperationException("analysis of a rollout");
    }

    /** Applies a look. One already applied changes nothing: the present findings are returned. */
    public LookFindings look(int lookId, LookEvidence evidence) {
        throw new UnsupportedOperationException("analysis of a rollout");
    }
}
