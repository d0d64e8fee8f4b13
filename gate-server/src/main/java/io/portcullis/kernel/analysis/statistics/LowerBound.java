package io.portcullis.kernel.analysis.statistics;

/**
 * How fast any valid test can be (analysis 3), with fixed rates, an unknown old rate and given
 * exposures per window.
 *
 * <pre>
 *   I = min over q of [n_c kl(p_c || rho q + epsilon) + n_b kl(p_b || q)],  kl of Bernoulli
 *   E[windows] >= log(1/a) / I  for every test that ever errs with probability at most a (Wald)
 * </pre>
 *
 * @param information I per window
 * @param rate q, the old rate that explains the counts best while the canary is within tolerance
 */
public record LowerBound(double information, double rate) {

    private static final int BISECTIONS_MAX = 200;

    /**
     * The bound of one stream; no information when the canary is within tolerance.
     *
     * @param within what still is: rho and epsilon
     */
    public static LowerBound of(Exposures exposures, Rates rates, Margin within) {
        if (rates.canary() <= within.ratio() * rates.old() + within.excess()) {
            return new LowerBound(0, rates.old());
        }
        double low = 0;
        double high = Math.min(rates.canary(), 1 - within.excess()) / within.ratio();
        for (int step = 0; step < BISECTIONS_MAX; step++) {
            double middle = (low + high) / 2;
            if (slope(middle, exposures, rates, within) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double rate = (low + high) / 2;
        return new LowerBound(information(rate, exposures, rates, within), rate);
    }

    /** Windows on average until an error probability is reached; infinite without information. */
    public double windows(double alpha) {
        return -Math.log(alpha) / information;
    }

    private static double information(
            double rate, Exposures exposures, Rates rates, Margin within) {
        return exposures.canary()
                        * divergence(rates.canary(), within.ratio() * rate + within.excess())
                + exposures.old() * divergence(rates.old(), rate);
    }

    /** Derivative of the information by q: it is convex, so that its zero is the minimum. */
    private static double slope(double rate, Exposures exposures, Rates rates, Margin within) {
        double canary = within.ratio() * rate + within.excess();
        return exposures.canary() * within.ratio() * derivative(rates.canary(), canary)
                + exposures.old() * derivative(rates.old(), rate);
    }

    /** kl(p || q) = p log(p/q) + (1-p) log((1-p)/(1-q)). */
    private static double divergence(double p, double q) {
        return term(p, q) + term(1 - p, 1 - q);
    }

    private static double term(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / q);
    }

    /** d kl(p || q) / d q = (q - p) / (q (1 - q)). */
    private static double derivative(double p, double q) {
        return (q - p) / (q * (1 - q));
    }

    /**
     * Exposures per window.
     *
     * @param canary n_c, above 0
     * @param old n_b, above 0
     */
    public record Exposures(double canary, double old) {
        public Exposures {
            if (!(canary > 0 && old > 0)) {
                throw new IllegalArgumentException(
                        "exposures are " + canary + " and " + old + "; must be > 0");
            }
        }
    }

    /**
     * True rates.
     *
     * @param canary p_c, 0-1
     * @param old p_b, 0-1
     */
    public record Rates(double canary, double old) {
        public Rates {
            if (!(canary >= 0 && canary <= 1 && old >= 0 && old <= 1)) {
                throw new IllegalArgumentException(
                        "rates are " + canary + " and " + old + "; must be 0 to 1");
            }
        }
    }
}
