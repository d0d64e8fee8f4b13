package io.portcullis.kernel.analysis.statistics;

/**
 * The robust lane (analysis 2.2): bets a fixed fraction c on observed over expected canary events,
 * with no model of dispersion.
 *
 * <pre>
 *   log f_c = log1p(c (O/E - 1))      if K > 0
 *           = log1p(c expm1(-N))      if K = 0
 * </pre>
 *
 * <p>O and K are canary and all events of the group's flushed blocks, E the canary events expected
 * at the tolerance, N the virtual old events by which the absolute tolerance enters. Valid whenever
 * E[O | totals, past] <= E: exchangeable servers suffice.
 */
final class LaneN {

    /** c, each of weight 1/5. */
    private static final double[] FRACTIONS = {0.1, 0.2, 0.4, 0.65, 0.9};

    static final int BETS = FRACTIONS.length;

    /** Index of c = 0.4, which finds the first bad look. */
    static final int BAD_LOOK_BET = 2;

    private LaneN() {}

    static double logFactor(int bet, GroupBlock block) {
        double fraction = FRACTIONS[bet];
        return block.events() > 0
                ? Math.log1p(fraction * (block.observed() / block.expected() - 1))
                : Math.log1p(fraction * Math.expm1(-block.virtualEvents()));
    }
}
