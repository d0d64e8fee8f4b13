package io.portcullis.simulation.world;

/**
 * In what way a canary answers more slowly.
 *
 * @param factor of every latency
 * @param share of requests that take longer
 * @param seconds by which they do
 */
public record Slowness(double factor, double share, double seconds) {

    public static final Slowness NONE = new Slowness(1, 0, 0);

    private static final double MEDIAN_SECONDS = 0.08;

    /** Of the log-logistic: p99 is 4.6 times the median. */
    private static final double SHAPE = 3;

    /** Everything takes longer by a factor. */
    public static Slowness all(double factor) {
        return new Slowness(factor, 0, 0);
    }

    /** Some requests take longer by some seconds. */
    public static Slowness some(double share, double seconds) {
        return new Slowness(1, share, seconds);
    }

    /**
     * Part of the requests that take at most so long.
     *
     * @param noise factor of this look on every latency
     */
    double atMost(double bound, double noise) {
        return (1 - share) * usual(bound, noise) + share * usual(bound - seconds, noise);
    }

    private double usual(double bound, double noise) {
        if (bound <= 0) {
            return 0;
        }
        return 1 / (1 + Math.pow(MEDIAN_SECONDS * factor * noise / bound, SHAPE));
    }
}
