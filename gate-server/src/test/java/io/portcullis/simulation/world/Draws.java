package io.portcullis.simulation.world;

import java.util.SplittableRandom;

/**
 * Seeded random counts by inversion outward from the mode: one uniform number is compared with the
 * growing mass around it, about one standard deviation of steps per draw. Exact but for rounding.
 */
public final class Draws {

    private static final double NEGLIGIBLE = 1e-300;

    private final SplittableRandom random;

    public Draws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Uniform from 0 to 1. */
    public double uniform() {
        return random.nextDouble();
    }

    /** Uniform from low to high. */
    public double uniform(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    public boolean chance(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** Whole number from 0 to below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public double gaussian() {
        return random.nextGaussian();
    }

    /** Log-normal of mean 1 with this coefficient of variation. */
    public double noise(double variation) {
        if (variation == 0) {
            return 1;
        }
        double variance = Math.log1p(variation * variation);
        return Math.exp(Math.sqrt(variance) * random.nextGaussian() - variance / 2);
    }

    /** Successes of n trials of probability p. */
    public long binomial(long n, double p) {
        if (n == 0 || p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        if (p > 0.5) {
            return n - binomial(n, 1 - p);
        }
        long mode = (long) Math.floor((n + 1) * p);
        double odds = p / (1 - p);
        double log =
                LogFactorial.of(n)
                        - LogFactorial.of(mode)
                        - LogFactorial.of(n - mode)
                        + mode * Math.log(p)
                        + (n - mode) * Math.log1p(-p);
        return outward(mode, log, k -> odds * (n - k) / (k + 1));
    }

    /** Events of a Poisson process whose mean is this. */
    public long poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        long mode = (long) Math.floor(mean);
        double log = mode * Math.log(mean) - mean - LogFactorial.of(mode);
        return outward(mode, log, k -> mean / (k + 1));
    }

    /** Failures before the given number of successes, each trial succeeding with probability q. */
    public long negativeBinomial(long successes, double q) {
        if (successes == 0 || q >= 1) {
            return 0;
        }
        double fail = 1 - q;
        long mode = (long) Math.floor(fail * (successes - 1) / q);
        double log =
                LogFactorial.of(successes + mode - 1)
                        - LogFactorial.of(mode)
                        - LogFactorial.of(successes - 1)
                        + successes * Math.log(q)
                        + mode * Math.log(fail);
        return outward(mode, log, k -> fail * (successes + k) / (k + 1));
    }

    /** Mass of k + 1 over mass of k. */
    private interface Ratio {
        double above(long k);
    }

    private long outward(long mode, double logMassOfMode, Ratio ratio) {
        double left = Math.exp(logMassOfMode);
        double right = left;
        double rest = random.nextDouble() - left;
        long below = mode;
        long above = mode;
        while (rest >= 0) {
            right *= ratio.above(above);
            above++;
            rest -= right;
            if (rest < 0) {
                return above;
            }
            if (below > 0) {
                left /= ratio.above(below - 1);
                below--;
                rest -= left;
                if (rest < 0) {
                    return below;
                }
            }
            if (right < NEGLIGIBLE && (below == 0 || left < NEGLIGIBLE)) {
                return mode;
            }
        }
        return mode;
    }
}
