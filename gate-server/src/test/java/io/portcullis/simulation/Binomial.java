package io.portcullis.simulation;

import java.util.SplittableRandom;

/**
 * Exact binomial draws by inversion outward from the mode: one uniform number is compared with the
 * growing mass around it. About one standard deviation of steps per draw.
 */
final class Binomial {

    private static final int STIRLING_FROM = 16;

    private final SplittableRandom random;

    Binomial(SplittableRandom random) {
        this.random = random;
    }

    /** Successes of n trials of probability p. */
    long draw(long n, double p) {
        if (n == 0 || p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        return p > 0.5 ? n - fromMode(n, 1 - p) : fromMode(n, p);
    }

    private long fromMode(long n, double p) {
        long mode = (long) Math.floor((n + 1) * p);
        double odds = p / (1 - p);
        double left = mass(n, mode, p);
        double right = left;
        double rest = random.nextDouble() - left;
        long below = mode;
        long above = mode;
        while (rest >= 0 && (below > 0 || above < n)) {
            if (above < n) {
                right *= odds * (n - above) / (above + 1);
                above++;
                rest -= right;
                if (rest < 0) {
                    return above;
                }
            }
            if (below > 0) {
                left *= below / (odds * (n - below + 1));
                below--;
                rest -= left;
                if (rest < 0) {
                    return below;
                }
            }
            if (right == 0 && left == 0) {
                return mode;
            }
        }
        return mode;
    }

    private static double mass(long n, long k, double p) {
        return Math.exp(
                logFactorial(n)
                        - logFactorial(k)
                        - logFactorial(n - k)
                        + k * Math.log(p)
                        + (n - k) * Math.log1p(-p));
    }

    /** Stirling's series; below 16 the sum. */
    private static double logFactorial(long k) {
        if (k < STIRLING_FROM) {
            double sum = 0;
            for (long factor = 2; factor <= k; factor++) {
                sum += Math.log((double) factor);
            }
            return sum;
        }
        double x = k + 1.0;
        double inverse = 1 / x;
        double squared = inverse * inverse;
        return (x - 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + inverse * (1.0 / 12 - squared * (1.0 / 360 - squared / 1260));
    }
}
