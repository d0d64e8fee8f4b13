package io.portcullis.kernel.analysis.finding;

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

    /**
     * Evidence with what is still missing, (log(1/beta) - log E) / g looks (analysis 1).
     *
     * @param rateSeen canary traffic seen over traffic expected
     */
    public static PassEvidence of(
            Margin margin,
            double logValue,
            double logThreshold,
            GroupPreview preview,
            double rateSeen) {
        double missing = Math.max(0, logThreshold - logValue);
        if (missing == 0) {
            return new PassEvidence(margin, logValue, logThreshold, 0, 0);
        }
        double growth = preview.growthPerLook();
        if (growth == 0) {
            return new PassEvidence(
                    margin,
                    logValue,
                    logThreshold,
                    Double.POSITIVE_INFINITY,
                    Double.POSITIVE_INFINITY);
        }
        double looks = missing / growth;
        return new PassEvidence(
                margin,
                logValue,
                logThreshold,
                Math.ceil(looks / rateSeen),
                Math.ceil(looks * preview.canaryExposurePerLook()));
    }

    /** Whether it passes at this look; a later look may lose it again. */
    public boolean passes() {
        return logValue >= logThreshold;
    }
}
