package io.portcullis.kernel.analysis.statistics;

/**
 * Parameters of the FAIL test (analysis 2.12).
 *
 * @param alpha false FAIL per rollout; above 0, below 1
 * @param excess epsilon, absolute rate that still counts as healthy; 0-1
 * @param skewness kappa, tempers for skewness what dispersion does for variance
 * @param laneNWeight w_N, weight of the robust lane
 * @param firstLook pi_1
 * @param looksPlanned T
 * @param looksMin n_min, looks a single group needs at least; 0 for no cap
 */
public record FailParameters(
        double alpha,
        double excess,
        double skewness,
        double laneNWeight,
        double firstLook,
        int looksPlanned,
        int looksMin) {

    /** kappa of analysis 2.12. */
    public static final double SKEWNESS = 1.5;

    private static final double LANE_N_WEIGHT = 0.5;
    private static final int LOOKS_MIN = 3;

    public FailParameters {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    "alpha is " + alpha + "; must be above 0 and below 1");
        }
        if (!(excess >= 0 && excess <= 1)) {
            throw new IllegalArgumentException("excess is " + excess + "; must be 0 to 1");
        }
        if (!(laneNWeight > 0 && laneNWeight < 1)) {
            throw new IllegalArgumentException(
                    "laneNWeight is " + laneNWeight + "; must be above 0 and below 1");
        }
        if (looksMin < 0) {
            throw new IllegalArgumentException("looksMin is " + looksMin + "; must be >= 0");
        }
    }

    /** The defaults of analysis 2.12. */
    public static FailParameters of(double alpha, double excess, int looksPlanned) {
        return new FailParameters(
                alpha,
                excess,
                SKEWNESS,
                LANE_N_WEIGHT,
                OnsetWeights.FIRST_LOOK,
                looksPlanned,
                LOOKS_MIN);
    }
}
