package io.portcullis.kernel.analysis.statistics;

/**
 * The fast lane (analysis 2.3): conditional likelihood ratio at a grid of risk ratios m.
 *
 * <pre>
 *   a = log m,  b = log1p(r rho0 m) - log1p(r rho0) = log[(1 + r rho0 m) / (1 + r rho0)]
 *   l = (a - b) x_c - b x_b - epsilon n_c expm1(a - b),  expm1(a - b) = (m - 1) / (1 + r rho0 m)
 * </pre>
 *
 * <p>The sum over a group's blocks is divided by phi, the group's dispersion, and capped so that no
 * single look decides. For phi = 1 and independent events E e^l <= 1 for every drift and every p.
 *
 * <p>b is absolutely exact to a few 1e-16 as one logarithm of a quotient; more would be lost in its
 * product with the counts.
 */
final class LaneP {

    /** m, each of weight 1/10. */
    private static final double[] RATIOS = {1.15, 1.35, 1.75, 2.5, 4, 8, 16, 40, 120, 1000};

    private static final double[] LOGS = logs();

    static final int BETS = RATIOS.length;

    private LaneP() {}

    private static double[] logs() {
        var logs = new double[RATIOS.length];
        for (int bet = 0; bet < RATIOS.length; bet++) {
            logs[bet] = Math.log(RATIOS[bet]);
        }
        return logs;
    }

    /**
     * l of a block at every m.
     *
     * @param odds r rho0
     * @param virtual epsilon n_c
     * @param target takes l of each m
     */
    static void logRatios(
            double odds, double canaryEvents, double oldEvents, double virtual, double[] target) {
        double scale = 1 / (1 + odds);
        for (int bet = 0; bet < BETS; bet++) {
            double ratio = RATIOS[bet];
            double top = 1 + odds * ratio;
            double b = Math.log(top * scale);
            target[bet] =
                    (LOGS[bet] - b) * canaryEvents - b * oldEvents - virtual * (ratio - 1) / top;
        }
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
