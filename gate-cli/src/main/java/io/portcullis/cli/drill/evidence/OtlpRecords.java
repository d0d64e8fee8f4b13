package io.portcullis.cli.drill.evidence;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.portcullis.cli.drill.world.Series;
import io.portcullis.cli.drill.world.Server;
import io.portcullis.cli.drill.world.ServerReport;
import io.portcullis.cli.drill.world.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Turns what servers counted into OTLP metrics: cumulative sums, whose start time tells a new process. */
final class OtlpRecords {
    private final String service;

    OtlpRecords(String service) {
        this.service = service;
    }

    ResourceMetrics metrics(ServerReport report, Instant started, Instant now) {
        Map<String, List<NumberDataPoint>> points = new TreeMap<>();
        report.totals()
                .forEach((series, tally) ->
                        points.computeIfAbsent(metric(series), _ -> new ArrayList<>())
                                .addAll(points(series, tally, started, now)));
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
        points.forEach((name, values) ->
                scope.addMetrics(
                        Metric.newBuilder()
                                .setName(name)
                                .setUnit("1")
                                .setSum(
                                        Sum.newBuilder()
                                                .setIsMonotonic(true)
                                                .setAggregationTemporality(
                                                        AggregationTemporality
                                                                .AGGREGATION_TEMPORALITY_CUMULATIVE)
                                                .addAllDataPoints(values))));
        carried(report, started, now).ifPresent(scope::addMetrics);
        return ResourceMetrics.newBuilder()
                .setResource(resource(report.server()))
                .addScopeMetrics(scope)
                .build();
    }

    /** What the server carries and nothing else; empty where that is not told. */
    Optional<ResourceMetrics> carriedMetrics(ServerReport report, Instant started, Instant now) {
        return carried(report, started, now)
                .map(metric ->
                        ResourceMetrics.newBuilder()
                                .setResource(resource(report.server()))
                                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric))
                                .build());
    }

    private static Optional<Metric> carried(ServerReport report, Instant started, Instant now) {
        if (report.sessions() == ServerReport.UNTOLD) {
            return Optional.empty();
        }
        NumberDataPoint point =
                NumberDataPoint.newBuilder()
                        .setStartTimeUnixNano(nanos(started))
                        .setTimeUnixNano(nanos(now))
                        .setAsInt(report.sessions())
                        .build();
        return Optional.of(
                Metric.newBuilder()
                        .setName("portcullis.carried.sessions")
                        .setUnit("{sessions}")
                        .setGauge(Gauge.newBuilder().addDataPoints(point))
                        .build());
    }

    static ExportMetricsServiceRequest request(List<ResourceMetrics> metrics) {
        return ExportMetricsServiceRequest.newBuilder().addAllResourceMetrics(metrics).build();
    }

    private Resource resource(Server server) {
        return Resource.newBuilder()
                .addAttributes(text("cloud.region", server.region()))
                .addAttributes(text("service.name", service))
                .addAttributes(text("service.version", server.build().version()))
                .addAttributes(text("service.instance.id", server.id()))
                .build();
    }

    private static String metric(Series series) {
        return series.onLink() ? "portcullis.relay.acquires" : "portcullis.requests";
    }

    private static List<NumberDataPoint> points(
            Series series, Tally tally, Instant started, Instant now) {
        NumberDataPoint.Builder common =
                NumberDataPoint.newBuilder()
                        .setStartTimeUnixNano(nanos(started))
                        .setTimeUnixNano(nanos(now))
                        .addAttributes(text("portcullis.signal", series.signal()));
        if (series.onLink()) {
            common.addAttributes(text("portcullis.source.region", series.sourceRegion()))
                    .addAttributes(text("portcullis.source.version", series.sourceVersion()));
        }
        List<NumberDataPoint> points = new ArrayList<>();
        addPoint(points, common, "ok", tally.ok());
        addPoint(points, common, "failed", tally.failed());
        addPoint(points, common, "timed_out", tally.timedOut());
        addPoint(points, common, "cancelled", tally.cancelled());
        return points;
    }

    private static void addPoint(
            List<NumberDataPoint> points,
            NumberDataPoint.Builder common,
            String result,
            long count) {
        if (count > 0) {
            points.add(
                    common.clone().setAsInt(count).addAttributes(text("result", result)).build());
        }
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
