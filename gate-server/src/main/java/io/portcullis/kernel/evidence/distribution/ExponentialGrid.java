package io.portcullis.kernel.evidence.distribution;

import java.util.Optional;

/**
 * Buckets whose bounds are powers of two with fractions, and their negatives, and 0: fixed, so that
 * the same value falls into the same bucket on every server, at every time, at whatever resolution
 * it was recorded. A bound is 2^(k/n) with k an integer; k/n is exact, so is the same double however
 * it was come by.
 */
public final class ExponentialGrid {

    /**
     * Of native and exponential histograms, scale 2: bounds 19 % apart. Senders record at this scale
     * or a finer one unless their values span more than twelve decades.
     */
    public static final ExponentialGrid HISTOGRAM = new ExponentialGrid(4);

    /** Of levels, whose threshold is one bound: bounds 4 % apart. */
    public static final ExponentialGrid LEVEL = new ExponentialGrid(16);

    /** Bounds that are this near are the same, written by others. */
    private static final double SAME = 1e-9;

    /** Values beyond it lie in the last bucket. */
    private static final double EXPONENT_MAX = 1023;

    private final int perDoubling;

    private ExponentialGrid(int perDoubling) {
        this.perDoubling = perDoubling;
    }

    /**
     * The bucket of a value.
     *
     * @param value finite
     */
    public Bucket of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value is " + value + "; must be finite");
        }
        if (value == 0) {
            return new Bucket(-Double.MIN_VALUE, 0);
        }
        return value > 0 ? above(value) : mirrored(-value);
    }

    /** The bucket that a recorded one lies in; empty when it lies in more than one. */
    public Optional<Bucket> around(double lower, double upper) {
        if (!(lower < upper) || !Double.isFinite(lower) || !Double.isFinite(upper)) {
            return Optional.empty();
        }
        if (lower <= 0 && upper >= 0) {
            boolean tiny = upper - lower <= 2e-100;
            return tiny ? Optional.of(of(0)) : Optional.empty();
        }
        Bucket bucket = upper > 0 ? above(upper * (1 - SAME)) : mirrored(-lower * (1 - SAME));
        double slack = SAME * Math.max(Math.abs(lower), Math.abs(upper));
        boolean holds = lower >= bucket.lower() - slack && upper <= bucket.upper() + slack;
        return holds ? Optional.of(bucket) : Optional.empty();
    }

    private Bucket above(double value) {
        long k = (long) Math.ceil(log2(value) * perDoubling - SAME);
        return new Bucket(k == least() ? 0 : bound(k - 1), bound(k));
    }

    /** Closed at its lower end, as no bucket of ours is; the bound itself is rarely hit. */
    private Bucket mirrored(double value) {
        Bucket bucket = above(value);
        return new Bucket(-bucket.upper(), -bucket.lower());
    }

    private double bound(long k) {
        return Math.pow(2, (double) k / perDoubling);
    }

    private long least() {
        return -1022L * perDoubling;
    }

    private static double log2(double value) {
        return Math.clamp(Math.log(value) / Math.log(2), -EXPONENT_MAX + 1, EXPONENT_MAX);
    }
}
