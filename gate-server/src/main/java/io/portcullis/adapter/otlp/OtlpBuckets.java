package io.portcullis.adapter.otlp;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.distribution.CumulativeBuckets;
import io.portcullis.kernel.evidence.distribution.ExponentialGrid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Observations of one histogram point by bucket; what does not fit together is rejected. */
final class OtlpBuckets {

    /** As of native histograms: what is wider cannot be laid on the buckets that are compared. */
    private static final int SCALE_MIN = 2;

    private static final double COUNT_MAX = 0x1p53;

    private OtlpBuckets() {}

    static Map<Bucket, Double> of(HistogramDataPoint point) {
        var bounds = point.getExplicitBoundsList();
        var counts = point.getBucketCountsList();
        if (counts.size() != bounds.size() + 1) {
            throw new PointRejected(
                    "%d bucket_counts with %d explicit_bounds; must be one more"
                            .formatted(counts.size(), bounds.size()));
        }
        if (counts.size() > CumulativeBuckets.BOUNDS_MAX) {
            throw new PointRejected(
                    counts.size() + " buckets; must be at most " + CumulativeBuckets.BOUNDS_MAX);
        }
        var buckets = new LinkedHashMap<Bucket, Double>();
        double lower = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < counts.size(); i++) {
            double upper = i < bounds.size() ? bounds.get(i) : Double.POSITIVE_INFINITY;
            if (!(lower < upper) || (i < bounds.size() && Double.isInfinite(upper))) {
                throw new PointRejected(
                        "explicit_bounds are " + bounds + "; must be finite and rise");
            }
            buckets.put(new Bucket(lower, upper), count(counts.get(i)));
            lower = upper;
        }
        return whole(buckets, point.getCount());
    }

    static Map<Bucket, Double> of(ExponentialHistogramDataPoint point) {
        if (point.getScale() < SCALE_MIN) {
            throw new PointRejected(
                    "scale is %d; must be at least %d, whose bounds are 19 %% apart"
                            .formatted(point.getScale(), SCALE_MIN));
        }
        var buckets = new LinkedHashMap<Bucket, Double>();
        double zero = point.getZeroThreshold();
        put(buckets, -Math.max(zero, 1e-128), Math.max(zero, 1e-128), point.getZeroCount());
        var positive = point.getPositive();
        List<Long> counts = positive.getBucketCountsList();
        for (int i = 0; i < counts.size(); i++) {
            long index = (long) positive.getOffset() + i;
            put(buckets, bound(point, index), bound(point, index + 1), counts.get(i));
        }
        var negative = point.getNegative();
        counts = negative.getBucketCountsList();
        for (int i = 0; i < counts.size(); i++) {
            long index = (long) negative.getOffset() + i;
            put(buckets, -bound(point, index + 1), -bound(point, index), counts.get(i));
        }
        if (buckets.size() > CumulativeBuckets.BOUNDS_MAX) {
            throw new PointRejected(
                    buckets.size() + " buckets; must be at most " + CumulativeBuckets.BOUNDS_MAX);
        }
        return whole(buckets, point.getCount());
    }

    private static double bound(ExponentialHistogramDataPoint point, long index) {
        return Math.pow(2, index / Math.pow(2, point.getScale()));
    }

    private static void put(Map<Bucket, Double> buckets, double lower, double upper, long count) {
        if (count == 0) {
            return;
        }
        Bucket bucket =
                ExponentialGrid.HISTOGRAM
                        .around(lower, upper)
                        .orElseThrow(() ->
                                new PointRejected(
                                        "bucket (%s, %s] cannot be compared; its bounds must be"
                                                        .formatted(lower, upper)
                                                + " finite, and zero_threshold tiny"));
        buckets.merge(bucket, count(count), Double::sum);
    }

    private static double count(long unsigned) {
        if (unsigned < 0 || unsigned > COUNT_MAX) {
            throw new PointRejected(
                    "a bucket counts "
                            + Long.toUnsignedString(unsigned)
                            + "; must be at most 2^53");
        }
        return unsigned;
    }

    /** Values that are no numbers are in the count and in no bucket. */
    private static Map<Bucket, Double> whole(Map<Bucket, Double> buckets, long count) {
        double sum = buckets.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > count(count)) {
            throw new PointRejected(
                    "count is %d and its buckets have %.0f; must not be less"
                            .formatted(count, sum));
        }
        return buckets;
    }
}
