package io.portcullis.kernel.analysis.history;

import java.util.function.DoubleUnaryOperator;

/**
 * Exact confidence limits of a chance (Clopper and Pearson 1934), each side with half of what may be
 * wrong: the chance at which as many hits, or as few, would be that unlikely.
 *
 * @param low 0-1
 * @param high 0-1, at least low
 */
public record ChanceLimits(double low, double high) {

    /** Halvings of an interval of length 1: more than a double holds. */
    private static final int HALVINGS = 60;

    /**
     * Of a chance that hit so often.
     *
     * @param hits 0 to tries
     * @param tries 1 to 10,000
     * @param confidence above 0, below 1
     */
    public static ChanceLimits of(int hits, int tries, double confidence) {
        if (tries < 1 || tries > 10_000 || hits < 0 || hits > tries) {
            throw new IllegalArgumentException(
                    hits + " of " + tries + "; must be 0 to tries, and tries 1 to 10000");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence is " + confidence + "; must be above 0 and below 1");
        }
        double wrong = (1 - confidence) / 2;
        double low = hits == 0 ? 0 : root(p -> 1 - atMost(hits - 1, tries, p) - wrong);
        double high = hits == tries ? 1 : root(p -> wrong - atMost(hits, tries, p));
        return new ChanceLimits(low, high);
    }

    /** Where a function that grows from below 0 to above is 0. */
    private static double root(DoubleUnaryOperator growing) {
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (growing.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** P(X <= hits) of the binomial distribution, summed in logarithms. */
    private static double atMost(int hits, int tries, double chance) {
        double odds = Math.log(chance) - Math.log1p(-chance);
        double log = tries * Math.log1p(-chance);
        double sum = Math.exp(log);
        for (int k = 1; k <= hits; k++) {
            log += Math.log((double) (tries - k + 1) / k) + odds;
            sum += Math.exp(log);
        }
        return sum;
    }
}
