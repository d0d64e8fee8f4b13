package io.portcullis.kernel.analysis.statistics;

import java.util.Arrays;

/** The bets of PASS at a margin, shared by the test and its forecast (analysis 2.6, 2.7). */
final class LogRatios {

    /** q, each of weight 1/7: the canary's rate as a fraction of the margin. */
    private static final double[] FRACTIONS = {0.05, 0.15, 0.3, 0.5, 0.67, 0.8, 0.9};

    static final int BETS = FRACTIONS.length;

    private static final double[] LOGS = Arrays.stream(FRACTIONS).map(Math::log).toArray();

    private LogRatios() {}

    /** a = log q. */
    static double a(int bet) {
        return LOGS[bet];
    }

    /** b = log1p(r rho_1 q) - log1p(r rho_1), with odds = r rho_1. */
    static double b(int bet, double odds) {
        return Math.log1p(odds * FRACTIONS[bet]) - Math.log1p(odds);
    }

    /**
     * The two parts of a block's l at every q, which do not depend on epsilon_1:
     *
     * <pre>
     *   l = A - epsilon_1 B,  A = (a - b) x_c - b x_b,  B = n_c expm1(a - b),
     *   b = log[(1 + r rho_1 q) / (1 + r rho_1)],  expm1(a - b) = (q - 1) / (1 + r rho_1 q)
     * </pre>
     *
     * @param target takes A and B of each q in turn
     */
    static void parts(double ratio, Blocks blocks, int stream, double[] target) {
        double canary = blocks.canaryExposure(stream);
        double canaryEvents = blocks.canaryEvents(stream);
        double oldEvents = blocks.oldEvents(stream);
        double odds = ratio * canary / blocks.oldExposure(stream);
        double scale = 1 / (1 + odds);
        for (int bet = 0; bet < BETS; bet++) {
            double top = 1 + odds * FRACTIONS[bet];
            double b = Math.log(top * scale);
            target[2 * bet] = (LOGS[bet] - b) * canaryEvents - b * oldEvents;
            target[2 * bet + 1] = canary * (FRACTIONS[bet] - 1) / top;
        }
    }

    /** [n_c (rho_1 p + epsilon_1) + n_b p] theta (1 - theta), at the margin. */
    static double expectedVariance(
            Margin margin, double canaryExposure, double oldExposure, double rate) {
        return expectedEvents(margin, canaryExposure, oldExposure, rate)
                * thetaVariance(margin.ratio(), canaryExposure, oldExposure);
    }

    /** n_c (rho_1 p + epsilon_1) + n_b p. */
    static double expectedEvents(
            Margin margin, double canaryExposure, double oldExposure, double rate) {
        return canaryExposure * (margin.ratio() * rate + margin.excess()) + oldExposure * rate;
    }

    /** theta (1 - theta), theta = r rho_1 / (1 + r rho_1); it does not depend on epsilon_1. */
    static double thetaVariance(double ratio, double canaryExposure, double oldExposure) {
        double odds = ratio * canaryExposure / oldExposure;
        double theta = odds / (1 + odds);
        return theta * (1 - theta);
    }
}
