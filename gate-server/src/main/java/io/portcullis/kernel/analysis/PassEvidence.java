package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.statistics.Margin;

/**
 * Evidence that one stream or aggregate is as good as the old arm, at its margin.
 *
 * @param margin what a PASS excludes
 * @param logValue log E
 * @param logThreshold log(1/beta)
 * @param looksNeeded looks still needed at the expected rate; 0 when passing, infinite when it
 *     cannot pass at that rate
 * @param attemptsNeeded canary attempts still needed, likewise
 */
public record PassEvidence(
        Margin margin,
        double logValue,
        double logThreshold,
        double looksNeeded,
        double attemptsNeeded) {

    /** Whether it passes at this look; a later look may lose it again. */
    public boolean passes() {
        return logValue >= logThreshold;
    }
}
