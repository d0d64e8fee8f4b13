package io.portcullis.simulation.world;

/**
 * Errors that come in geometric clusters: attempts hang together in groups whose size is geometric
 * with chance q to end, and a group fails as a whole. Each attempt fails with the rate given, however
 * few there are, and the variance is (2 - q)/q times the binomial's.
 */
final class Clusters {

    /** Up to here group by group; above, groups are so many that drawing their sums is the same. */
    private static final int ONE_BY_ONE_MAX = 64;

    private final Draws draws;

    Clusters(Draws draws) {
        this.draws = draws;
    }

    /**
     * Errors among attempts.
     *
     * @param end q, 1 for no clusters
     */
    long errors(long attempts, double rate, double end) {
        if (end >= 1) {
            return draws.binomial(attempts, rate);
        }
        if (attempts <= ONE_BY_ONE_MAX) {
            return oneByOne(attempts, rate, end);
        }
        long clusters = draws.binomial(attempts, rate * end);
        return Math.min(attempts, clusters + draws.negativeBinomial(clusters, end));
    }

    private long oneByOne(long attempts, double rate, double end) {
        long errors = 0;
        boolean fails = false;
        boolean ended = true;
        for (long attempt = 0; attempt < attempts; attempt++) {
            if (ended) {
                fails = draws.chance(rate);
            }
            errors += fails ? 1 : 0;
            ended = draws.chance(end);
        }
        return errors;
    }
}
