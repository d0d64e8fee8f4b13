package io.portcullis.adapter.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.portcullis.app.intake.PushedIncrement;
import io.portcullis.app.intake.PushedLevel;
import io.portcullis.app.intake.PushedTotal;
import io.portcullis.app.intake.Receipt;
import io.portcullis.app.intake.ServerPush;
import io.portcullis.app.intake.Share;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the points of one resource; used once. */
final class OtlpPoints {

    /** Most points of one resource in one request. */
    private static final int POINTS_MAX = 100_000;

    /** Above it a double no longer counts one by one. */
    private static final double COUNT_MAX = 0x1p53;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final OtlpCells cells;
    private final List<PushedTotal> totals = new ArrayList<>();
    private final List<PushedIncrement> increments = new ArrayList<>();
    private final List<List<PushedTotal>> histograms = new ArrayList<>();
    private final List<List<PushedIncrement>> histogramIncrements = new ArrayList<>();
    private final List<PushedLevel> levels = new ArrayList<>();
    private Receipt receipt = Receipt.ALL;

    OtlpPoints(OtlpServer server) {
        this.cells = new OtlpCells(server);
    }

    /** How many points of ours there are, whatever they say. */
    static long count(ResourceMetrics metrics) {
        return metrics.getScopeMetricsList().stream()
                .flatMap(scope -> scope.getMetricsList().stream())
                .filter(OtlpPoints::ours)
                .mapToLong(OtlpPoints::points)
                .sum();
    }

    Read read(ResourceMetrics metrics) {
        for (ScopeMetrics scope : metrics.getScopeMetricsList()) {
            for (Metric metric : scope.getMetricsList()) {
                if (ours(metric) && !OtlpProcesses.tells(metric)) {
                    read(scope.getScope().getName(), metric);
                }
            }
        }
        return new Read(
                new ServerPush(totals, increments, histograms, histogramIncrements, levels),
                receipt);
    }

    private void read(String scope, Metric metric) {
        switch (metric.getDataCase()) {
            case SUM -> {
                if (accepts(metric, () -> requireCounter(metric))) {
                    metric.getSum()
                            .getDataPointsList()
                            .forEach(point -> attempt(() -> sum(scope, metric, point)));
                }
            }
            case HISTOGRAM -> {
                var temporality = metric.getHistogram().getAggregationTemporality();
                if (accepts(metric, () -> requireTold(metric, temporality))) {
                    metric.getHistogram()
                            .getDataPointsList()
                            .forEach(point -> attempt(() -> histogram(scope, metric, point)));
                }
            }
            case EXPONENTIAL_HISTOGRAM -> {
                var temporality = metric.getExponentialHistogram().getAggregationTemporality();
                if (accepts(metric, () -> requireTold(metric, temporality))) {
                    metric.getExponentialHistogram()
                            .getDataPointsList()
                            .forEach(point -> attempt(() -> histogram(scope, metric, point)));
                }
            }
            case GAUGE ->
                    metric.getGauge()
                            .getDataPointsList()
                            .forEach(point -> attempt(() -> level(scope, metric, point)));
            case SUMMARY, DATA_NOT_SET -> {
                var refused =
                        new PointRejected(
                                metric.getName()
                                        + " is "
                                        + metric.getDataCase()
                                        + "; must be a SUM, a HISTOGRAM or a GAUGE");
                receipt = receipt.plus(refused.receipt(points(metric)));
            }
        }
    }

    private boolean accepts(Metric metric, Runnable rule) {
        try {
            rule.run();
            return true;
        } catch (PointRejected e) {
            receipt = receipt.plus(e.receipt(points(metric)));
            return false;
        }
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (PointRejected e) {
            receipt = receipt.plus(e.receipt(1));
        }
    }

    private static void requireCounter(Metric metric) {
        Sum sum = metric.getSum();
        if (!sum.getIsMonotonic()) {
            throw new PointRejected(metric.getName() + " is not monotonic; must be a counter");
        }
        requireTold(metric, sum.getAggregationTemporality());
    }

    private static void requireTold(Metric metric, AggregationTemporality temporality) {
        if (temporality != AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                && temporality != AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE) {
            throw new PointRejected(
                    metric.getName()
                            + " has temporality "
                            + temporality
                            + "; must be DELTA or CUMULATIVE");
        }
    }

    private void sum(String scope, Metric metric, NumberDataPoint point) {
        if (isNothing(point.getFlags())) {
            return;
        }
        var attributes = attributes(point.getAttributesList());
        var measured = measured(metric, attributes, Kinds.COUNTED);
        var share = OtlpCells.share(measured, attributes);
        double value = measured.exposure() ? number(point) : whole(point);
        var stamp =
                stamp(
                        scope,
                        metric,
                        attributes,
                        point.getStartTimeUnixNano(),
                        point.getTimeUnixNano());
        if (share.isEmpty()) {
            return;
        }
        requireCount(value);
        if (isDelta(metric.getSum().getAggregationTemporality())) {
            increments.add(stamp.increment(value, measured.cell(), share.get()));
        } else {
            totals.add(stamp.total(value, measured.cell(), share.get()));
        }
    }

    private void histogram(String scope, Metric metric, HistogramDataPoint point) {
        if (!isNothing(point.getFlags())) {
            var attributes = attributes(point.getAttributesList());
            var measured = measured(metric, attributes, Kinds.DISTRIBUTED);
            var stamp =
                    stamp(
                            scope,
                            metric,
                            attributes,
                            point.getStartTimeUnixNano(),
                            point.getTimeUnixNano());
            var temporality = metric.getHistogram().getAggregationTemporality();
            add(stamp, temporality, measured, OtlpBuckets.of(point), point.getCount());
        }
    }

    private void histogram(String scope, Metric metric, ExponentialHistogramDataPoint point) {
        if (!isNothing(point.getFlags())) {
            var attributes = attributes(point.getAttributesList());
            var measured = measured(metric, attributes, Kinds.DISTRIBUTED);
            var stamp =
                    stamp(
                            scope,
                            metric,
                            attributes,
                            point.getStartTimeUnixNano(),
                            point.getTimeUnixNano());
            var temporality = metric.getExponentialHistogram().getAggregationTemporality();
            add(stamp, temporality, measured, OtlpBuckets.of(point), point.getCount());
        }
    }

    private OtlpCells.Measured measured(
            Metric metric, OtlpAttributes attributes, Set<SignalKind> kinds) {
        var measured = cells.measured(metric.getName(), attributes);
        require(measured, metric, kinds);
        return measured;
    }

    private static Stamp stamp(
            String scope,
            Metric metric,
            OtlpAttributes attributes,
            long startNanos,
            long timeNanos) {
        return new Stamp(
                identity(scope, metric, attributes),
                startNanos,
                instant("time_unix_nano", timeNanos));
    }

    private void add(
            Stamp stamp,
            AggregationTemporality temporality,
            OtlpCells.Measured measured,
            Map<Bucket, Double> buckets,
            long count) {
        var parts = new LinkedHashMap<String, Double>();
        parts.put(Bucket.ALL, (double) count);
        buckets.forEach(
                (bucket, value) -> parts.put(bucket.of(measured.signal().name()).part(), value));
        if (isDelta(temporality)) {
            var histogram = new ArrayList<PushedIncrement>();
            parts.forEach((part, value) ->
                    histogram.add(
                            stamp.of(part)
                                    .increment(value, measured.cell().part(part), Share.TOTAL)));
            histogramIncrements.add(histogram);
        } else {
            var histogram = new ArrayList<PushedTotal>();
            parts.forEach((part, value) ->
                    histogram.add(
                            stamp.of(part).total(value, measured.cell().part(part), Share.TOTAL)));
            histograms.add(histogram);
        }
    }

    private void level(String scope, Metric metric, NumberDataPoint point) {
        if (isNothing(point.getFlags())) {
            return;
        }
        var attributes = attributes(point.getAttributesList());
        var measured = measured(metric, attributes, Kinds.LEVEL);
        double value = number(point);
        if (!Double.isFinite(value)) {
            throw new PointRejected("value is " + value + "; must be finite");
        }
        var exhaustion = measured.signal().exhaustion();
        levels.add(
                new PushedLevel(
                        identity(scope, metric, attributes),
                        value,
                        instant("time_unix_nano", point.getTimeUnixNano()),
                        measured.cell(),
                        exhaustion == null ? 0 : exhaustion.limit()));
    }

    private OtlpAttributes attributes(List<KeyValue> attributes) {
        int taken =
                totals.size()
                        + increments.size()
                        + histograms.size()
                        + histogramIncrements.size()
                        + levels.size();
        if (taken >= POINTS_MAX) {
            throw new PointRejected(
                    "more than " + POINTS_MAX + " points of one server; send fewer at a time");
        }
        return OtlpAttributes.of(attributes);
    }

    /** Nothing was measured: not a zero, and nothing to reject. */
    private static boolean isNothing(int flags) {
        return (flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0;
    }

    private static boolean isDelta(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    }

    private static void require(OtlpCells.Measured measured, Metric metric, Set<SignalKind> kinds) {
        if (!kinds.contains(measured.signal().kind())) {
            throw new PointRejected(
                    "%s is %s; a signal of kind %s must be %s"
                            .formatted(
                                    metric.getName(),
                                    metric.getDataCase(),
                                    measured.signal().kind(),
                                    Kinds.written(measured.signal().kind())));
        }
    }

    private static List<String> identity(String scope, Metric metric, OtlpAttributes attributes) {
        var identity = new ArrayList<String>();
        identity.add(scope);
        identity.add(metric.getName());
        attributes
                .values()
                .forEach((name, value) -> {
                    identity.add(name);
                    identity.add(value);
                });
        return identity;
    }

    private static double number(NumberDataPoint point) {
        return switch (point.getValueCase()) {
            case AS_INT -> point.getAsInt();
            case AS_DOUBLE -> point.getAsDouble();
            case VALUE_NOT_SET ->
                    throw new PointRejected("a point has no value; must be as_int or as_double");
        };
    }

    private static double whole(NumberDataPoint point) {
        double value = number(point);
        if (value != Math.rint(value)) {
            throw new PointRejected(
                    "value is " + value + "; must be a whole number from 0 to 2^53");
        }
        return value;
    }

    private static void requireCount(double value) {
        if (!(value >= 0 && value <= COUNT_MAX)) {
            throw new PointRejected(
                    "value is " + value + "; must be a whole number from 0 to 2^53");
        }
    }

    private static Instant instant(String field, long nanos) {
        if (nanos == 0) {
            throw new PointRejected(field + " is 0; must be given");
        }
        return nanos(nanos);
    }

    static Instant nanos(long unsigned) {
        return Instant.ofEpochSecond(
                Long.divideUnsigned(unsigned, NANOS_PER_SECOND),
                Long.remainderUnsigned(unsigned, NANOS_PER_SECOND));
    }

    private static boolean ours(Metric metric) {
        return metric.getName().startsWith(OtlpCells.OURS);
    }

    private static long points(Metric metric) {
        return switch (metric.getDataCase()) {
            case SUM -> metric.getSum().getDataPointsCount();
            case GAUGE -> metric.getGauge().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
            case SUMMARY -> metric.getSummary().getDataPointsCount();
            case DATA_NOT_SET -> 0;
        };
    }

    /** Which series a point is of, since when it counts, and up to when. */
    private record Stamp(List<String> identity, long start, Instant at) {

        Stamp of(String part) {
            var longer = new ArrayList<>(identity);
            longer.add(part);
            return new Stamp(longer, start, at);
        }

        PushedIncrement increment(double value, VersionedCell cell, Share share) {
            return new PushedIncrement(identity, nanos(start), value, at, cell, share);
        }

        PushedTotal total(double value, VersionedCell cell, Share share) {
            String epoch = start == 0 ? "" : Long.toUnsignedString(start);
            return new PushedTotal(identity, epoch, value, at, cell, share);
        }
    }

    /** What was understood, and what was not. */
    record Read(ServerPush push, Receipt receipt) {}
}
