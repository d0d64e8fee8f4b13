package io.portcullis.adapter.otlp;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.portcullis.app.intake.PushedIncrement;
import io.portcullis.app.intake.PushedTotal;
import io.portcullis.app.intake.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
                if (ours(metric)) {
                    read(scope.getScope().getName(), metric);
                }
            }
        }
        return new Read(totals, increments, receipt);
    }

    private void read(String scope, Metric metric) {
        try {
            requireCounter(metric);
        } catch (PointRejected e) {
            receipt = receipt.plus(e.receipt(points(metric)));
            return;
        }
        for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
            try {
                read(scope, metric, point);
            } catch (PointRejected e) {
                receipt = receipt.plus(e.receipt(1));
            }
        }
    }

    private static void requireCounter(Metric metric) {
        if (!metric.hasSum()) {
            throw new PointRejected(
                    metric.getName() + " is " + metric.getDataCase() + "; must be a SUM");
        }
        Sum sum = metric.getSum();
        if (!sum.getIsMonotonic()) {
            throw new PointRejected(metric.getName() + " is not monotonic; must be a counter");
        }
        var temporality = sum.getAggregationTemporality();
        if (temporality != AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                && temporality != AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE) {
            throw new PointRejected(
                    metric.getName()
                            + " has temporality "
                            + temporality
                            + "; must be DELTA or CUMULATIVE");
        }
    }

    private void read(String scope, Metric metric, NumberDataPoint point) {
        if ((point.getFlags() & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE)
                != 0) {
            // Nothing was measured: not a zero, and nothing to reject.
            return;
        }
        if (totals.size() + increments.size() >= POINTS_MAX) {
            throw new PointRejected(
                    "more than " + POINTS_MAX + " points of one server; send fewer at a time");
        }
        var attributes = OtlpAttributes.of(point.getAttributesList());
        var share = OtlpCells.share(attributes);
        var cell = cells.cell(metric.getName(), attributes);
        double value = value(point);
        var at = instant("time_unix_nano", point.getTimeUnixNano());
        if (share.isEmpty()) {
            return;
        }
        var identity = identity(scope, metric, attributes);
        boolean delta =
                metric.getSum().getAggregationTemporality()
                        == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
        long start = point.getStartTimeUnixNano();
        if (delta) {
            increments.add(
                    new PushedIncrement(identity, nanos(start), value, at, cell, share.get()));
        } else {
            String epoch = start == 0 ? "" : Long.toUnsignedString(start);
            totals.add(new PushedTotal(identity, epoch, value, at, cell, share.get()));
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

    private static double value(NumberDataPoint point) {
        double value =
                switch (point.getValueCase()) {
                    case AS_INT -> point.getAsInt();
                    case AS_DOUBLE -> point.getAsDouble();
                    case VALUE_NOT_SET ->
                            throw new PointRejected("a point has no value; must be as_int");
                };
        if (!(value >= 0 && value <= COUNT_MAX) || value != Math.rint(value)) {
            throw new PointRejected(
                    "value is " + value + "; must be a whole number from 0 to 2^53");
        }
        return value;
    }

    private static Instant instant(String field, long nanos) {
        if (nanos == 0) {
            throw new PointRejected(field + " is 0; must be given");
        }
        return nanos(nanos);
    }

    private static Instant nanos(long unsigned) {
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

    /** What was understood, and what was not. */
    record Read(List<PushedTotal> totals, List<PushedIncrement> increments, Receipt receipt) {}
}
