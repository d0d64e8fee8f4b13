package io.portcullis.kernel.analysis.statistics;

/** The bets of PASS at a margin, shared by the test and its forecast (analysis 2.6, 2.7). */
final class LogRatios {

    /** q, each of weight 1/7: the canary's rate as a fraction of the margin. */
    private static final double[] FRACTIONS = {0.05, 0.15, 0.3, 0.5, 0.67, 0.8, 0.9};

    static final int BETS = FRACTIONS.length;

    private LogRatios() {}

    /** a = log q. */
    static double a(int bet) {
        return Math.log(FRACTIONS[bet]);
    }

    /** b = log1p(r rho_1 q) - log1p(r rho_1), with odds = r rho_1. */
    static double b(int bet, double odds) {
        return Math.log1p(odds * FRACTIONS[bet]) - Math.log1p(odds);
    }

    /** (a - b) x_c - b x_b - epsilon_1 n_c expm1(a - b) of a stream's flushed block. */
    static double of(int bet, Margin margin, Blocks blocks, int stream) {
        double odds = margin.ratio() * blocks.canaryExposure(stream) / blocks.oldExposure(stream);
        double b = b(bet, odds);
        double gain = a(bet) - b;
        return gain * blocks.canaryEvents(stream)
                - b * blocks.oldEvents(stream)
                - margin.excess() * blocks.canaryExposure(stream) * Math.expm1(gain);
    }

    /** [n_c (rho_1 p + epsilon_1) + n_b p] theta (1 - theta), at the margin. */
    static double expectedVariance(
            Margin margin, double canaryExposure, double oldExposure, double rate) {
        double events =
                canaryExposure * (margin.ratio() * rate + margin.excess()) + oldExposure * rate;
        return events * thetaVariance(margin, canaryExposure, oldExposure);
    }

    /** theta (1 - theta), theta = r rho_1 / (1 + r rho_1). */
    static double thetaVariance(Margin margin, double canaryExposure, double oldExposure) {
        double odds = margin.ratio() * canaryExposure / oldExposure;
        double theta = odds / (1 + odds);
        return theta * (1 - theta);
    }
}
