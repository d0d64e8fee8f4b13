package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.Certainty;
import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.ReleaseEvidence;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.statistics.Margin;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What makes a release bad at one stream or aggregate, so that a person can check it by hand (analysis
 * 2.5).
 *
 * @param observed O, bad events of the new version since the stage opened
 * @param expected E, as many as were to be expected of it at the tolerance
 * @param ratio Mantel-Haenszel estimate of the new rate over the old; null without old events
 * @param share its part of the rollout's evidence, 0-1
 * @param logValue log W_g
 * @param logWeight log v_g
 * @param certainty how surely it is named; null when it is not
 * @param errorRatio probability of one wrong name, or part of the named that is wrong, that goes
 *     with the certainty; 0 when nothing is claimed of it alone
 * @param tolerance up to where the new version counts as healthy
 */
public record Blame(
        long observed,
        double expected,
        @Nullable Double ratio,
        double share,
        double logValue,
        double logWeight,
        @Nullable Certainty certainty,
        double errorRatio,
        Margin tolerance) {

    /** The evidence of one group, with what the rollout's evidence says of it. */
    public static Blame of(GroupKey key, FailEvidence fail, ReleaseEvidence release) {
        Certainty certainty = release.certainty(key).orElse(null);
        return new Blame(
                fail.observed(),
                fail.expected(),
                boxed(fail.ratio()),
                fail.share(),
                fail.logValue(),
                Math.log(fail.weight()),
                certainty,
                errorRatio(certainty, release),
                fail.tolerance());
    }

    private static double errorRatio(@Nullable Certainty certainty, ReleaseEvidence release) {
        return switch (certainty) {
            case SURE -> release.falseFailRatio();
            case LIKELY -> Certainty.FALSE_DISCOVERY_RATIO;
            case MOST_EVIDENCE -> 0;
            case null -> 0;
        };
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
