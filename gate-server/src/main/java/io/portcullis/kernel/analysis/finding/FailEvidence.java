package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.statistics.Margin;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Evidence that one stream or aggregate is worse than the old arm.
 *
 * @param weight v_g
 * @param logValue natural logarithm of W_g
 * @param share v_g W_g / W, its part of the rollout's evidence; 0-1
 * @param observed O, canary events since the stage opened
 * @param expected E, canary events to be expected at the tolerance, given both arms' totals
 * @param ratio Mantel-Haenszel estimate of the canary's rate over the old arm's; empty without old
 *     events
 * @param tolerance up to where the canary counts as healthy: rho_0 times the old rate + epsilon
 * @param firstBadLook id of the first look of the bad spell that lasts until now; empty without one
 */
public record FailEvidence(
        double weight,
        double logValue,
        double share,
        long observed,
        double expected,
        OptionalDouble ratio,
        Margin tolerance,
        OptionalInt firstBadLook) {

    /** log10 W_g, as shown to people. */
    public double log10Value() {
        return logValue / Math.log(10);
    }
}
