package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.GroupKey;
import java.util.List;
import java.util.Optional;

/**
 * Evidence of the whole rollout that the release is worse than what runs (analysis 2.5).
 *
 * @param logTotal log W
 * @param logThreshold log(1/alpha_R)
 * @param canaryErrors canary errors of the group that carries most of the evidence
 * @param canaryErrorsMin below this nothing fails
 * @param failed whether W reached the threshold, now or at an earlier look
 * @param regressed after FAIL the findings by the blame rule; empty before
 * @param likely those of them that e-BH names
 * @param sure those of them that closed testing names
 */
public record ReleaseEvidence(
        double logTotal,
        double logThreshold,
        long canaryErrors,
        int canaryErrorsMin,
        boolean failed,
        List<GroupKey> regressed,
        List<GroupKey> likely,
        List<GroupKey> sure) {

    public ReleaseEvidence {
        regressed = List.copyOf(regressed);
        likely = List.copyOf(likely);
        sure = List.copyOf(sure);
    }

    /** How surely a stream or aggregate is named; empty when it is not. */
    public Optional<Certainty> certainty(GroupKey key) {
        if (!regressed.contains(key)) {
            return Optional.empty();
        }
        if (sure.contains(key)) {
            return Optional.of(Certainty.SURE);
        }
        return Optional.of(likely.contains(key) ? Certainty.LIKELY : Certainty.MOST_EVIDENCE);
    }

    /** alpha_R, the chance that a harmless release ever fails. */
    public double falseFailRatio() {
        return Math.exp(-logThreshold);
    }

    public double log10Total() {
        return logTotal / Math.log(10);
    }

    public double log10Threshold() {
        return logThreshold / Math.log(10);
    }
}
