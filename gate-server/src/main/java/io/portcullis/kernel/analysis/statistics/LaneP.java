package io.portcullis.kernel.analysis.statistics;

/**
 * The fast lane (analysis 2.3): conditional likelihood ratio at a grid of risk ratios m.
 *
 * <pre>
 *   a = log m,  b = log1p(r rho0 m) - log1p(r rho0)
 *   l = (a - b) x_c - b x_b - epsilon n_c expm1(a - b)
 * </pre>
 *
 * <p>The sum over a group's blocks is divided by phi, the group's dispersion, and capped so that no
 * single look decides. For phi = 1 and independent events E e^l <= 1 for every drift and every p.
 */
final class LaneP {

    /** m, each of weight 1/10. */
    private static final double[] RATIOS = {1.15, 1.35, 1.75, 2.5, 4, 8, 16, 40, 120, 1000};

    static final int BETS = RATIOS.length;

    private LaneP() {}

    static double logRatio(int bet, Blocks blocks, int stream, double tolerance, double excess) {
        double ratio = RATIOS[bet];
        double odds = tolerance * blocks.canaryExposure(stream) / blocks.oldExposure(stream);
        double b = Math.log1p(odds * ratio) - Math.log1p(odds);
        double gain = Math.log(ratio) - b;
        return gain * blocks.canaryEvents(stream)
                - b * blocks.oldEvents(stream)
                - excess * blocks.canaryExposure(stream) * Math.expm1(gain);
    }

    /**
     * Largest increment of a group at one look, so that at least n_min looks are needed.
     *
     * <pre>
     *   cap_g = [-log alpha - log v_g + log 10 - log pi_1 - log(1 - w_N)] / n_min
     * </pre>
     */
    static double cap(double weight, FailParameters parameters) {
        if (parameters.looksMin() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double distance =
                -Math.log(parameters.alpha())
                        - Math.log(weight)
                        + Math.log(BETS)
                        - Math.log(parameters.firstLook())
                        - Math.log1p(-parameters.laneNWeight());
        return distance / parameters.looksMin();
    }
}
