package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.GroupKey;
import java.util.List;

/**
 * Evidence of the whole rollout that the release is worse than what runs (analysis 2.5).
 *
 * @param logTotal log W
 * @param logThreshold log(1/alpha_R)
 * @param canaryErrors canary errors of the group that carries most of the evidence
 * @param canaryErrorsMin below this nothing fails
 * @param failed whether W reached the threshold, now or at an earlier look
 * @param regressed after FAIL the findings by the blame rule; empty before
 */
public record ReleaseEvidence(
        double logTotal,
        double logThreshold,
        long canaryErrors,
        int canaryErrorsMin,
        boolean failed,
        List<GroupKey> regressed) {

    public ReleaseEvidence {
        regressed = List.copyOf(regressed);
    }

    public double log10Total() {
        return logTotal / Math.log(10);
    }

    public double log10Threshold() {
        return logThreshold / Math.log(10);
    }
}
