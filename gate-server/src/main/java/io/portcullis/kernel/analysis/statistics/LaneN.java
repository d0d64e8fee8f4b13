package io.portcullis.kernel.analysis.statistics;

/**
 * The robust lane (analysis 2.2): bets a fixed fraction c on observed over expected canary events.
 *
 * <pre>
 *   f_c = 1 + c d,  d = O/E - 1 if K &gt; 0,  d = expm1(-N) if K = 0
 * </pre>
 *
 * <p>d enters only as 1 + c d, so that expm1 would save nothing.
 *
 * <p>Valid when E[O | totals, past] is at most E: exchangeable servers suffice, whatever the
 * clustering within a window; epsilon enters as N virtual events of the old arm (Jensen).
 */
final class LaneN {

    /** c, each of weight 1/5. */
    private static final double[] FRACTIONS = {0.1, 0.2, 0.4, 0.65, 0.9};

    static final int BETS = FRACTIONS.length;

    /** The bet at c = 0.4, which finds the first bad look. */
    static final int BAD_LOOK_BET = 2;

    private LaneN() {}

    /** d. */
    static double deviation(double observed, double expected, double events, double virtual) {
        return events > 0 ? observed / expected - 1 : Math.exp(-virtual) - 1;
    }

    /** f_c. */
    static double factor(int bet, double deviation) {
        return 1 + FRACTIONS[bet] * deviation;
    }

    /** log f_c at c = 0.4; what log1p would save is far below what its sum is asked for. */
    static double badLookLogFactor(double deviation) {
        return Math.log(factor(BAD_LOOK_BET, deviation));
    }
}
