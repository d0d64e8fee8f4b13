package io.portcullis.adapter.otlp;

import static io.portcullis.app.intake.IntakeSetting.ACQUIRE;
import static io.portcullis.app.intake.IntakeSetting.DEFINITION;
import static io.portcullis.app.intake.IntakeSetting.EAST;
import static io.portcullis.app.intake.IntakeSetting.REQUESTS;
import static io.portcullis.app.intake.IntakeSetting.SERVICE;
import static io.portcullis.app.intake.IntakeSetting.START;
import static io.portcullis.app.intake.IntakeSetting.WEST;
import static io.portcullis.app.intake.IntakeSetting.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
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
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.Work;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real gRPC transport within the process, with the standard's own messages. */
final class OtlpMetricsServiceTest {

    private static final AggregationTemporality CUMULATIVE =
            AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    private static final AggregationTemporality DELTA =
            AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    private static final Map<String, String> SERVER =
            Map.of(
                    "service.name", "media-server",
                    "service.version", "1.5.1",
                    "service.instance.id", "i-1",
                    "cloud.region", "us-west");

    private final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    private final EvidenceIntake intake =
            new EvidenceIntake(
                    List.of(DEFINITION), inbox, "gate", Duration.ZERO, new SettableClock(START));
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        String name = UUID.randomUUID().toString();
        server =
                InProcessServerBuilder.forName(name)
                        .directExecutor()
                        .addService(new OtlpMetricsService(intake))
                        .build()
                        .start();
        channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void countsIncrementsOfRequests() {
        var response =
                export(
                        SERVER,
                        sum("portcullis.requests", DELTA, point(70, "result", "ok")),
                        sum("portcullis.requests", DELTA, point(30, "result", "failed")),
                        sum("portcullis.requests", DELTA, point(5, "result", "cancelled")));

        assertThat(response.hasPartialSuccess()).isFalse();
        assertThat(counts()).containsOnly(Map.entry(requests("1.5.1"), new Counts(100, 30)));
    }

    @Test
    void keepsWhatAProcessSaysItCarries() {
        var known = new HashMap<>(SERVER);
        known.put("process.creation.time", "2024-04-01T00:00:00Z");
        known.put("k8s.pod.name", "media-7");

        var response =
                export(
                        known,
                        gauge("portcullis.carried.sessions", "{sessions}", point(40), point(2)),
                        gauge("portcullis.carried.rooms", "", point(3)),
                        gauge("portcullis.draining", "", point(1)));

        assertThat(response.hasPartialSuccess()).isFalse();
        assertThat(processes())
                .allSatisfy(sample -> {
                    assertThat(sample.process()).isEqualTo("media-7");
                    assertThat(sample.startedAt()).isEqualTo("2024-04-01T00:00:00Z");
                    assertThat(sample.origin()).isEqualTo(Origin.ofVersion("1.5.1"));
                    assertThat(sample.duty()).isEqualTo(Duty.DRAINING);
                })
                .flatExtracting(ProcessSample::carried)
                .containsExactlyInAnyOrder(
                        new Carried(Work.of("sessions"), 42), new Carried(Work.of("rooms"), 3));
    }

    @Test
    void rejectsWorkThatCannotBeCounted() {
        var response =
                export(
                        SERVER,
                        gauge("portcullis.carried.sessions", "", point(-1)),
                        gauge("portcullis.carried.Open Sessions", "", point(1)),
                        sum("portcullis.carried.rooms", DELTA, point(1)));

        assertThat(response.getPartialSuccess().getRejectedDataPoints()).isEqualTo(3);
        assertThat(processes()).isEmpty();
    }

    private static Metric gauge(String name, String unit, NumberDataPoint... points) {
        return Metric.newBuilder()
                .setName(name)
                .setUnit(unit)
                .setGauge(Gauge.newBuilder().addAllDataPoints(List.of(points)))
                .build();
    }

    private List<ProcessSample> processes() {
        intake.flush(DEFINITION.name());
        return inbox.after(DEFINITION.name(), 0, 10).stream()
                .flatMap(row -> row.evidence().processes().samples().stream())
                .toList();
    }

    @Test
    void countsTotalsOfAcquiresByLinkAndSourceVersion() {
        String[] link = {
            "portcullis.source.region", "us-east", "portcullis.source.version", "1.5.2"
        };
        export(SERVER, sum("portcullis.relay.acquires", CUMULATIVE, at(0, 900, link)));

        export(SERVER, sum("portcullis.relay.acquires", CUMULATIVE, at(1, 950, link)));

        assertThat(counts())
                .containsOnly(
                        Map.entry(
                                new VersionedCell.OnLink(
                                        ACQUIRE,
                                        new Link(EAST, WEST),
                                        Origin.ofVersion("1.5.2"),
                                        Origin.ofVersion("1.5.1")),
                                new Counts(50, 50)));
    }

    @Test
    void takesTheArmFromASenderThatKnowsIt() {
        var known = new HashMap<>(SERVER);
        known.put("portcullis.arm", "canary");

        export(known, sum("portcullis.requests", DELTA, point(7, "result", "ok")));

        assertThat(counts())
                .containsOnlyKeys(
                        new VersionedCell.InRegion(REQUESTS, WEST, new Origin.OfArm(Arm.CANARY)));
    }

    @Test
    void countsARetriedExportOnce() {
        export(SERVER, sum("portcullis.requests", DELTA, point(7, "result", "ok")));
        export(SERVER, sum("portcullis.requests", DELTA, point(7, "result", "ok")));

        assertThat(counts()).containsOnly(Map.entry(requests("1.5.1"), new Counts(7, 0)));
    }

    @Test
    void takesAMissingValueForMissingAndNotForZero() {
        var missing = point(0, "result", "ok").toBuilder().clearAsInt().setFlags(1).build();

        var response = export(SERVER, sum("portcullis.requests", DELTA, missing));

        assertThat(response.hasPartialSuccess()).isFalse();
        assertThat(counts()).isEmpty();
    }

    @Test
    void rejectsWhatCannotBeCountedAndTakesTheRest() {
        var unspecified = AggregationTemporality.AGGREGATION_TEMPORALITY_UNSPECIFIED;
        var ok = point(1, "result", "ok");
        var partial =
                export(
                                SERVER,
                                sum("portcullis.requests", unspecified, ok, ok),
                                delta(ok.toBuilder().clearAsInt().build()),
                                delta(ok.toBuilder().setAsInt(-1).build()),
                                delta(ok.toBuilder().setAsDouble(0.5).build()),
                                delta(point(1, "result", "great")),
                                delta(point(1)),
                                delta(ok.toBuilder().clearTimeUnixNano().build()),
                                sum("portcullis.requests", DELTA, at(-400, 1, "result", "ok")),
                                sum("portcullis.requests", DELTA, at(40, 1, "result", "ok")),
                                sum("portcullis.relay.acquires", DELTA, ok),
                                Metric.newBuilder()
                                        .setName("portcullis.requests")
                                        .setGauge(Gauge.newBuilder().addDataPoints(ok))
                                        .build(),
                                sum("portcullis.requests", DELTA, point(9, "result", "timed_out")))
                        .getPartialSuccess();

        assertThat(partial.getRejectedDataPoints()).isEqualTo(12);
        assertThat(partial.getErrorMessage())
                .isEqualTo(
                        "portcullis.requests has temporality"
                                + " AGGREGATION_TEMPORALITY_UNSPECIFIED; must be DELTA or"
                                + " CUMULATIVE");
        assertThat(counts()).containsOnly(Map.entry(requests("1.5.1"), new Counts(9, 9)));
    }

    private static Metric delta(NumberDataPoint point) {
        return sum("portcullis.requests", DELTA, point);
    }

    @Test
    void rejectsServersItCannotPlace() {
        assertThat(rejection("service.name", "other")).contains("other; not a known service");
        assertThat(rejection("cloud.region", "mars")).contains("mars; media-server runs in");
        assertThat(rejection("service.instance.id", "")).contains("is missing");
    }

    @Test
    void leavesMetricsOfOthersAlone() {
        var response = export(Map.of(), sum("http.server.requests", DELTA, point(1)));

        assertThat(response.hasPartialSuccess()).isFalse();
    }

    private String rejection(String attribute, String value) {
        var changed = new HashMap<>(SERVER);
        changed.put(attribute, value);
        ExportMetricsPartialSuccess partial =
                export(changed, sum("portcullis.requests", DELTA, point(1, "result", "ok")))
                        .getPartialSuccess();
        assertThat(partial.getRejectedDataPoints()).isEqualTo(1);
        return partial.getErrorMessage();
    }

    private Map<VersionedCell, Counts> counts() {
        intake.flush(SERVICE);
        return stored(inbox).counts();
    }

    private static VersionedCell requests(String version) {
        return new VersionedCell.InRegion(REQUESTS, WEST, Origin.ofVersion(version));
    }

    private ExportMetricsServiceResponse export(Map<String, String> resource, Metric... metrics) {
        var attributes = Resource.newBuilder();
        resource.forEach((name, value) -> attributes.addAttributes(attribute(name, value)));
        return MetricsServiceGrpc.newBlockingStub(channel)
                .export(
                        ExportMetricsServiceRequest.newBuilder()
                                .addResourceMetrics(
                                        ResourceMetrics.newBuilder()
                                                .setResource(attributes)
                                                .addScopeMetrics(
                                                        ScopeMetrics.newBuilder()
                                                                .addAllMetrics(List.of(metrics))))
                                .build());
    }

    private static Metric sum(
            String name, AggregationTemporality temporality, NumberDataPoint... points) {
        return Metric.newBuilder()
                .setName(name)
                .setSum(
                        Sum.newBuilder()
                                .setIsMonotonic(true)
                                .setAggregationTemporality(temporality)
                                .addAllDataPoints(List.of(points)))
                .build();
    }

    /** A failed acquire unless a result is given. */
    private static NumberDataPoint at(long second, long value, String... attributes) {
        var point = point(value, attributes).toBuilder();
        if (!List.of(attributes).contains("result")) {
            point.addAttributes(attribute("result", "failed"));
        }
        return point.setStartTimeUnixNano(nanos(START.minusSeconds(900)))
                .setTimeUnixNano(nanos(START.plusSeconds(second)))
                .build();
    }

    private static NumberDataPoint point(long value, String... attributes) {
        var point =
                NumberDataPoint.newBuilder()
                        .setAsInt(value)
                        .setStartTimeUnixNano(nanos(START.minusSeconds(10)))
                        .setTimeUnixNano(nanos(START));
        for (int i = 0; i < attributes.length; i += 2) {
            point.addAttributes(attribute(attributes[i], attributes[i + 1]));
        }
        return point.build();
    }

    private static KeyValue attribute(String name, String value) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }
}
