package io.portcullis.kernel.evidence.distribution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Classic histograms: counts of observations that are at most each bound. */
public final class CumulativeBuckets {

    /** Most bounds of one histogram. */
    public static final int BOUNDS_MAX = 200;

    private CumulativeBuckets() {}

    /**
     * Observations by bucket, in the order of their bounds.
     *
     * @param atMost observations by upper bound, the last of them +Infinity
     * @throws IllegalArgumentException they cannot stand like that: saying so is better than
     *     counting what is wrong
     */
    public static Map<Bucket, Double> apart(SortedMap<Double, Double> atMost) {
        if (atMost.isEmpty() || atMost.lastKey() != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("has no bucket of le=\"+Inf\"");
        }
        if (atMost.size() > BOUNDS_MAX) {
            throw new IllegalArgumentException(
                    "has " + atMost.size() + " buckets; must have at most " + BOUNDS_MAX);
        }
        var apart = new LinkedHashMap<Bucket, Double>();
        double lower = Double.NEGATIVE_INFINITY;
        double below = 0;
        for (var entry : atMost.entrySet()) {
            double upper = entry.getKey();
            double count = entry.getValue();
            if (!(count >= below) || Double.isInfinite(count)) {
                throw new IllegalArgumentException(
                        "counts %s up to le=\"%s\" and %s up to the bucket before; must not fall"
                                .formatted(count, upper, below));
            }
            apart.put(new Bucket(lower, upper), count - below);
            lower = upper;
            below = count;
        }
        return apart;
    }
}
