package io.portcullis.adapter.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.portcullis.app.intake.Receipt;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.Work;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a process says of the work it carries: gauges {@code portcullis.carried.} and the kind of work,
 * in the unit people call it by; several points of one time are added up. {@code portcullis.draining}
 * above 0 says that it takes nothing new. Used once.
 *
 * <p>A restart shows by {@code process.creation.time} of the resource, else by the start time of the
 * points, which counts for its own metric alone: an instrument may be made later than another.
 */
final class OtlpProcesses {

    static final String CARRIED = "portcullis.carried.";
    static final String DRAINING = "portcullis.draining";

    private static final String POD = "k8s.pod.name";
    private static final String CREATED = "process.creation.time";
    private static final String WAY = "otlp";
    private static final double COUNT_MAX = 0x1p53;

    private final OtlpServer server;
    private final OtlpAttributes resource;
    private final @Nullable Instant createdAt;
    private final SortedMap<String, SortedMap<Long, Count>> sums = new TreeMap<>();
    private Duty duty = Duty.SERVING;
    private Receipt receipt = Receipt.ALL;

    OtlpProcesses(OtlpServer server, List<KeyValue> resource) {
        this.server = server;
        this.resource = OtlpAttributes.of(resource);
        this.createdAt = this.resource.find(CREATED).flatMap(OtlpProcesses::instant).orElse(null);
    }

    /** Whether a metric is about the process and not a signal. */
    static boolean tells(Metric metric) {
        return metric.getName().startsWith(CARRIED) || metric.getName().equals(DRAINING);
    }

    Read read(ResourceMetrics metrics) {
        metrics.getScopeMetricsList().stream()
                .flatMap(scope -> scope.getMetricsList().stream())
                .filter(OtlpProcesses::tells)
                .forEach(this::read);
        var samples = new ArrayList<ProcessSample>();
        sums.forEach((name, byTime) ->
                byTime.values().stream().map(sum -> sample(name, sum)).forEach(samples::add));
        return new Read(samples, receipt);
    }

    private void read(Metric metric) {
        for (NumberDataPoint point : points(metric)) {
            try {
                read(metric, point);
            } catch (PointRejected e) {
                receipt = receipt.plus(e.receipt(1));
            } catch (IllegalArgumentException e) {
                receipt = receipt.plus(new Receipt(1, String.valueOf(e.getMessage()), false));
            }
        }
    }

    private List<NumberDataPoint> points(Metric metric) {
        if (metric.hasGauge()) {
            return metric.getGauge().getDataPointsList();
        }
        if (metric.hasSum() && isState(metric.getSum())) {
            return metric.getSum().getDataPointsList();
        }
        var text =
                "%s is %s; must be a GAUGE, or a cumulative SUM that is not monotonic"
                        .formatted(metric.getName(), metric.getDataCase());
        receipt = receipt.plus(new Receipt(1, text, false));
        return List.of();
    }

    private static boolean isState(Sum sum) {
        return !sum.getIsMonotonic()
                && sum.getAggregationTemporality()
                        == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    }

    private void read(Metric metric, NumberDataPoint point) {
        boolean nothing =
                (point.getFlags() & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE)
                        != 0;
        if (nothing) {
            return;
        }
        double value = number(point);
        if (metric.getName().equals(DRAINING)) {
            duty = value > 0 ? Duty.DRAINING : duty;
            return;
        }
        requireTime(point);
        String name = metric.getName().substring(CARRIED.length());
        Work work = metric.getUnit().isBlank() ? Work.of(name) : new Work(name, unit(metric));
        sums.computeIfAbsent(metric.getName(), _ -> new TreeMap<>())
                .merge(
                        point.getTimeUnixNano(),
                        new Count(work, Math.round(value), point),
                        Count::plus);
    }

    private static void requireTime(NumberDataPoint point) {
        if (point.getTimeUnixNano() == 0) {
            throw new PointRejected("time_unix_nano is 0; must be given");
        }
    }

    /** UCUM writes what is counted in braces. */
    private static String unit(Metric metric) {
        return metric.getUnit().replace("{", "").replace("}", "").strip();
    }

    private static double number(NumberDataPoint point) {
        double value =
                switch (point.getValueCase()) {
                    case AS_INT -> point.getAsInt();
                    case AS_DOUBLE -> point.getAsDouble();
                    case VALUE_NOT_SET ->
                            throw new PointRejected(
                                    "a point has no value; must be as_int or as_double");
                };
        if (!(value >= 0 && value <= COUNT_MAX)) {
            throw new PointRejected("value is " + value + "; must be from 0 to 2^53");
        }
        return value;
    }

    private ProcessSample sample(String metric, Count sum) {
        long start = sum.point().getStartTimeUnixNano();
        var startedAt = createdAt != null || start == 0 ? createdAt : OtlpPoints.nanos(start);
        return new ProcessSample(
                server.key().region(),
                resource.find(POD).orElse(server.key().name()),
                createdAt == null ? WAY + "/" + metric : WAY,
                OtlpPoints.nanos(sum.point().getTimeUnixNano()),
                "",
                startedAt,
                server.origin(),
                duty,
                List.of(new Carried(sum.work(), sum.count())));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Points of one gauge at one time. */
    private record Count(Work work, long count, NumberDataPoint point) {

        Count plus(Count other) {
            return new Count(work, count + other.count, point);
        }
    }

    /** What was understood, and what was not. */
    record Read(List<ProcessSample> samples, Receipt receipt) {}
}
