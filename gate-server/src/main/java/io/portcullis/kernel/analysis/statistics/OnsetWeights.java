package io.portcullis.kernel.analysis.statistics;

/**
 * When harm may begin (analysis 2.4): half of the mass on the first look, the rest log-uniform over
 * the T looks planned.
 *
 * <pre>
 *   pi_1 given,  pi_t = (1 - pi_1) (1/t) / tail_1 for t = 2..T,  0 after
 *   R_t  = (1 - pi_1) tail_t / tail_1,  exactly 0 from T on;  tail_t = sum of 1/s for s = t+1..T
 * </pre>
 *
 * <p>The tails are summed backwards once: 1 - sum of pi cancels near T. Immutable.
 */
public final class OnsetWeights {

    /** pi_1 of analysis 2.12. */
    public static final double FIRST_LOOK = 0.5;

    /** All mass on the first look: the plain product of a test without onset mixture. */
    static final OnsetWeights NONE = new OnsetWeights(new double[] {0, 0}, 1);

    private final double[] tails;
    private final double first;

    private OnsetWeights(double[] tails, double first) {
        this.tails = tails;
        this.first = first;
    }

    /**
     * Weights over a plan.
     *
     * @param looksPlanned T, at least 2
     * @param first pi_1, above 0 and below 1
     */
    public static OnsetWeights over(int looksPlanned, double first) {
        if (looksPlanned < 2) {
            throw new IllegalArgumentException(
                    "looksPlanned is " + looksPlanned + "; must be >= 2");
        }
        if (!(first > 0 && first < 1)) {
            throw new IllegalArgumentException(
                    "first is " + first + "; must be above 0 and below 1");
        }
        var tails = new double[looksPlanned + 1];
        for (int look = looksPlanned; look > 0; look--) {
            tails[look - 1] = tails[look] + 1.0 / look;
        }
        return new OnsetWeights(tails, first);
    }

    /** R_t, the mass on looks after t; R_0 = 1. What enters at looks s+1..t is R_s - R_t. */
    double remaining(int look) {
        if (look == 0) {
            return 1;
        }
        return look < tails.length - 1 ? (1 - first) * tails[look] / tails[1] : 0;
    }

    /** log pi_t of look t = 1, 2, ... */
    double logWeight(int look) {
        if (look == 1) {
            return Math.log(first);
        }
        return look < tails.length
                ? Math.log((1 - first) / look / tails[1])
                : Double.NEGATIVE_INFINITY;
    }

    /** log R_t, the mass on looks after t; R_0 = 1. */
    double logRemaining(int look) {
        if (look == 0) {
            return 0;
        }
        return look < tails.length - 1
                ? Math.log((1 - first) * tails[look] / tails[1])
                : Double.NEGATIVE_INFINITY;
    }
}
