package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.LookFindings;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.policy.SharedHarmPolicy;

/** Joins what one look found into a decision (analysis 2.8; first matching row decides). */
public final class Decide {

    private Decide() {}

    /**
     * The decision of one look. Before the first stage it says whether stage 1 may open.
     *
     * @param findings of the analysis at this look
     * @param evidence the look itself: its gaps
     */
    public static Decision at(
            StageProgress progress,
            LookFindings findings,
            LookEvidence evidence,
            Policy policy,
            SharedHarmPolicy whenSharedHarm) {
        throw new UnsupportedOperationException(
                "decide " + progress + findings + evidence + policy + whenSharedHarm);
    }
}
