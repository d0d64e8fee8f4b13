package io.portcullis.cli.drill.world;

import java.util.SplittableRandom;

/**
 * Random numbers of one stream in one look. Each (seed, look, stream) has its own, so that what happens in one place does not
 * depend on when a stage opens or how many servers run in another.
 */
final class Draw {
    /** Below it Poisson counts are drawn exactly; above, the normal distribution is closer than anything a gate could see. */
    private static final double POISSON_EXACT_MAX = 60;

    private final SplittableRandom random;

    Draw(long seed, long look, String stream) {
        this.random = new SplittableRandom(mix(mix(seed) ^ look) ^ hash(stream));
    }

    // The finaliser of SplitMix64.
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    // FNV-1a: String.hashCode has 32 bits only.
    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    double gaussian() {
        return random.nextGaussian();
    }

    /** Attempts when so many are expected. */
    long poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > POISSON_EXACT_MAX) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    /** Exact binomial by waiting times: gaps between successes are geometric, so the work grows with the successes only. */
    long binomial(long trials, double probability) {
        if (probability <= 0 || trials <= 0) {
            return 0;
        }
        if (probability > 0.5) {
            return trials - binomial(trials, 1 - probability);
        }
        double logFailure = Math.log1p(-probability);
        long successes = 0;
        long at = 0;
        while (true) {
            at += 1 + (long) Math.floor(Math.log(1 - random.nextDouble()) / logFailure);
            if (at > trials) {
                return successes;
            }
            successes++;
        }
    }
}
