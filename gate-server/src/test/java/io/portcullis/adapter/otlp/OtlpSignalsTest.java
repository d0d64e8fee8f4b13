package io.portcullis.adapter.otlp;

import static io.portcullis.app.intake.IntakeSetting.START;
import static io.portcullis.app.intake.IntakeSetting.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.intake.IntakeSetting;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Exhaustion;
import io.portcullis.kernel.evidence.SignalDefinition.Proof;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalDefinition.Worse;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.distribution.Exhausted;
import io.portcullis.kernel.evidence.distribution.ExponentialGrid;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.testing.ForAllSeeds;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Signals that are no ratio, pushed with the standard's own messages. */
final class OtlpSignalsTest {

    private static final AggregationTemporality CUMULATIVE =
            AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    private static final AggregationTemporality DELTA =
            AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final SignalName DROPS = new SignalName("drops");
    private static final SignalName LATENCY = new SignalName("latency");
    private static final SignalName QUEUE = new SignalName("queue");
    private static final ServiceDefinition SERVICE =
            new ServiceDefinition(
                    IntakeSetting.SERVICE,
                    new TreeSet<>(List.of(IntakeSetting.WEST)),
                    new TreeSet<>(),
                    List.of(
                            SignalDefinition.usual(
                                    IntakeSetting.REQUESTS, SignalKind.RATIO, Scope.REGION),
                            SignalDefinition.usual(DROPS, SignalKind.RATE, Scope.REGION),
                            SignalDefinition.usual(LATENCY, SignalKind.LATENCY, Scope.REGION),
                            new SignalDefinition(
                                    QUEUE,
                                    SignalKind.LEVEL,
                                    Scope.REGION,
                                    0.1,
                                    1,
                                    1.5,
                                    Worse.HIGH,
                                    Proof.WAIVED,
                                    "",
                                    new Exhaustion(200, Duration.ofHours(1)))));

    private final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    private final SettableClock clock = new SettableClock(START);
    private final EvidenceIntake intake =
            new EvidenceIntake(List.of(SERVICE), inbox, "gate", Duration.ZERO, clock);

    @Test
    void aRateIsEventsOutOfAnExposureOfAnyNumber() {
        export(sum("portcullis.drops", DELTA, number(0).setAsInt(3)));
        export(sum("portcullis.drops.exposure", DELTA, number(0).setAsDouble(1234.5)));

        assertThat(counts()).containsOnly(Map.entry(cell(DROPS), new Counts(1234.5, 3)));
    }

    @Test
    void aRatioHasNoExposureOfItsOwn() {
        var response = export(sum("portcullis.requests.exposure", DELTA, number(0).setAsInt(3)));

        assertThat(response.getPartialSuccess().getErrorMessage())
                .contains("requests is of kind RATIO and has no exposure of its own");
    }

    @Test
    void bucketsOfAnExplicitHistogramAreSubtractedEach() {
        export(histogram(CUMULATIVE, 0, List.of(0.1, 0.5), 100, 20, 5));

        export(histogram(CUMULATIVE, 10, List.of(0.1, 0.5), 110, 24, 6));

        assertThat(counts())
                .containsOnly(
                        Map.entry(cell(LATENCY.part(Bucket.ALL)), new Counts(15, 0)),
                        Map.entry(bucket(Double.NEGATIVE_INFINITY, 0.1), new Counts(10, 0)),
                        Map.entry(bucket(0.1, 0.5), new Counts(4, 0)),
                        Map.entry(bucket(0.5, Double.POSITIVE_INFINITY), new Counts(1, 0)));
    }

    @Test
    void anIncrementOfAHistogramCountsOnceHoweverOftenItIsSent() {
        export(histogram(DELTA, 0, List.of(0.1), 7, 3));
        export(histogram(DELTA, 0, List.of(0.1), 7, 3));

        assertThat(counts()).containsEntry(cell(LATENCY.part(Bucket.ALL)), new Counts(10, 0));
    }

    @Test
    void aHistogramWhoseBucketsChangeIsRejectedOnceAndCountsNothing() {
        export(histogram(CUMULATIVE, 0, List.of(0.1, 0.5), 100, 20, 5));

        var response = export(histogram(CUMULATIVE, 10, List.of(0.2, 0.5), 110, 24, 6));
        export(histogram(CUMULATIVE, 20, List.of(0.2, 0.5), 111, 24, 6));

        assertThat(response.getPartialSuccess().getRejectedDataPoints()).isEqualTo(1);
        assertThat(response.getPartialSuccess().getErrorMessage())
                .contains("latency has other buckets than before");
        assertThat(counts()).containsEntry(cell(LATENCY.part(Bucket.ALL)), new Counts(1, 0));
        assertThat(counts()).containsEntry(bucket(Double.NEGATIVE_INFINITY, 0.2), new Counts(1, 0));
    }

    @Test
    void exponentialBucketsLieOnOneGridWhateverTheScale() {
        export(exponential(0, 2, 0, 0, 4));
        export(exponential(1, 4, 0, 0, 1, 1, 1, 1));

        // Scale 4 from 1 to 2^(4/16) is one bucket of scale 2.
        assertThat(counts())
                .containsOnly(
                        Map.entry(cell(LATENCY.part(Bucket.ALL)), new Counts(8, 0)),
                        Map.entry(bucket(1, Math.pow(2, 0.25)), new Counts(8, 0)));
    }

    @Test
    void refusesBucketsThatCannotBeCompared() {
        assertThat(error(exponential(0, 1, 0, 0, 4))).contains("scale is 1; must be at least 2");
        assertThat(error(histogram(DELTA, 0, List.of(0.5, 0.1), 1, 2, 3)))
                .contains("must be finite and rise");
        assertThat(error(histogram(DELTA, 0, List.of(0.5), 1, 2, 3))).contains("must be one more");
        assertThat(error(histogram(DELTA, 0, List.of(Double.NaN), 1, 2)))
                .contains("must be finite and rise");
        assertThat(error(sum("portcullis.latency", DELTA, number(0).setAsInt(3))))
                .contains("a signal of kind LATENCY must be a HISTOGRAM");
        assertThat(counts()).isEmpty();
    }

    @Test
    void aLevelIsItsMeanOverABlockOfThreeLooks() {
        var slow = new EvidenceIntake(List.of(SERVICE), inbox, "gate", LOOK, clock);
        exportTo(slow, gauge(0, 90));
        // Its first looks tell of its start.
        clock.advance(Duration.ofSeconds(60));
        exportTo(slow, gauge(60, 90));
        exportTo(slow, gauge(75, 110));
        exportTo(slow, gauge(90, 1));
        slow.flush(SERVICE.name());

        assertThat(counts())
                .containsOnly(
                        Map.entry(cell(QUEUE.part(Bucket.ALL)), new Counts(1, 0)),
                        Map.entry(cell(ExponentialGrid.LEVEL.of(100).of(QUEUE)), new Counts(1, 0)),
                        Map.entry(cell(QUEUE.part(Exhausted.USED)), new Counts(0.5, 1)));
    }

    @ForAllSeeds
    void neverCountsMoreThanWasObserved(long seed) {
        var random = new SplittableRandom(seed);
        long sent = 0;
        for (int push = 0; push < 20; push++) {
            long[] counts = LongStream.generate(() -> random.nextInt(5)).limit(4).toArray();
            var bounds = List.of(0.1, 0.1 + random.nextInt(3), 5.0);
            var response = export(histogram(DELTA, push, bounds, counts));
            boolean taken = response.getPartialSuccess().getRejectedDataPoints() == 0;
            sent += taken ? Arrays.stream(counts).sum() : 0;
        }

        var counted = counts();
        double all = counted.getOrDefault(cell(LATENCY.part(Bucket.ALL)), Counts.NONE).exposure();
        double buckets =
                counted.entrySet().stream()
                        .filter(entry -> Bucket.isBucket(entry.getKey().signal()))
                        .mapToDouble(entry -> entry.getValue().exposure())
                        .sum();
        assertThat(all).isEqualTo(sent);
        assertThat(buckets).isEqualTo(sent);
    }

    private String error(Metric metric) {
        return export(metric).getPartialSuccess().getErrorMessage();
    }

    private ExportMetricsServiceResponse export(Metric metric) {
        return exportTo(intake, metric);
    }

    private static ExportMetricsServiceResponse exportTo(EvidenceIntake intake, Metric metric) {
        var answer = new AtomicReference<ExportMetricsServiceResponse>();
        new OtlpMetricsService(intake)
                .export(
                        ExportMetricsServiceRequest.newBuilder()
                                .addResourceMetrics(
                                        ResourceMetrics.newBuilder()
                                                .setResource(server())
                                                .addScopeMetrics(
                                                        ScopeMetrics.newBuilder()
                                                                .addMetrics(metric)))
                                .build(),
                        new StreamObserver<>() {
                            @Override
                            public void onNext(ExportMetricsServiceResponse response) {
                                answer.set(response);
                            }

                            @Override
                            public void onError(Throwable failure) {
                                throw new AssertionError(failure);
                            }

                            @Override
                            public void onCompleted() {}
                        });
        return answer.get();
    }

    private static Resource server() {
        return Resource.newBuilder()
                .addAllAttributes(
                        List.of(
                                text("service.name", "media-server"),
                                text("service.version", "1.5.1"),
                                text("service.instance.id", "i-1"),
                                text("cloud.region", "us-west")))
                .build();
    }

    private Map<VersionedCell, Counts> counts() {
        intake.flush(SERVICE.name());
        return stored(inbox).counts();
    }

    private static Metric sum(
            String name, AggregationTemporality temporality, NumberDataPoint.Builder point) {
        return Metric.newBuilder()
                .setName(name)
                .setSum(
                        Sum.newBuilder()
                                .setIsMonotonic(true)
                                .setAggregationTemporality(temporality)
                                .addDataPoints(point))
                .build();
    }

    private static Metric gauge(int second, double value) {
        return Metric.newBuilder()
                .setName("portcullis.queue")
                .setGauge(Gauge.newBuilder().addDataPoints(number(second).setAsDouble(value)))
                .build();
    }

    private static Metric histogram(
            AggregationTemporality temporality, int second, List<Double> bounds, long... counts) {
        return Metric.newBuilder()
                .setName("portcullis.latency")
                .setHistogram(
                        Histogram.newBuilder()
                                .setAggregationTemporality(temporality)
                                .addDataPoints(
                                        HistogramDataPoint.newBuilder()
                                                .setStartTimeUnixNano(nanos(-900))
                                                .setTimeUnixNano(nanos(second))
                                                .addAllExplicitBounds(bounds)
                                                .addAllBucketCounts(
                                                        Arrays.stream(counts).boxed().toList())
                                                .setCount(Arrays.stream(counts).sum())))
                .build();
    }

    private static Metric exponential(
            int second, int scale, int offset, long zero, long... counts) {
        return Metric.newBuilder()
                .setName("portcullis.latency")
                .setExponentialHistogram(
                        ExponentialHistogram.newBuilder()
                                .setAggregationTemporality(DELTA)
                                .addDataPoints(
                                        ExponentialHistogramDataPoint.newBuilder()
                                                .setStartTimeUnixNano(nanos(-900))
                                                .setTimeUnixNano(nanos(second))
                                                .setScale(scale)
                                                .setZeroCount(zero)
                                                .setPositive(
                                                        ExponentialHistogramDataPoint.Buckets
                                                                .newBuilder()
                                                                .setOffset(offset)
                                                                .addAllBucketCounts(
                                                                        Arrays.stream(counts)
                                                                                .boxed()
                                                                                .toList()))
                                                .setCount(zero + Arrays.stream(counts).sum())))
                .build();
    }

    private static NumberDataPoint.Builder number(int second) {
        return NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(nanos(-10))
                .setTimeUnixNano(nanos(second));
    }

    private static KeyValue text(String name, String value) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static VersionedCell bucket(double lower, double upper) {
        return cell(new Bucket(lower, upper).of(LATENCY));
    }

    private static VersionedCell cell(SignalName signal) {
        return new VersionedCell.InRegion(signal, IntakeSetting.WEST, Origin.ofVersion("1.5.1"));
    }

    private static long nanos(int second) {
        Instant at = START.plusSeconds(second);
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }
}
