package io.portcullis.cli.drill.evidence;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc.MetricsServiceStub;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.portcullis.cli.drill.world.WorldLook;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Pushes by OTLP what servers carry, which relay reports do not tell, beside another way. */
public final class CarriedSink implements EvidenceSink {
    private static final int EXPORT_SECONDS_MAX = 10;

    private final EvidenceSink beside;
    private final MetricsServiceStub stub;
    private final OtlpRecords records;
    private final InstantSource clock;
    private final Map<String, Instant> started = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

    public CarriedSink(EvidenceSink beside, Channel channel, String service, InstantSource clock) {
        this.beside = beside;
        this.stub = MetricsServiceGrpc.newStub(channel);
        this.records = new OtlpRecords(service);
        this.clock = clock;
    }

    @Override
    public void tell(WorldLook look) {
        Instant now = clock.instant();
        List<ResourceMetrics> metrics =
                look.reports().stream()
                        .map(report ->
                                records.carriedMetrics(
                                        report,
                                        started.computeIfAbsent(
                                                report.server().epochKey(),
                                                _ -> now.minusMillis(1)),
                                        now))
                        .flatMap(Optional::stream)
                        .toList();
        if (!metrics.isEmpty()) {
            stub.withDeadlineAfter(EXPORT_SECONDS_MAX, TimeUnit.SECONDS)
                    .export(OtlpRecords.request(metrics), new Answer());
        }
        beside.tell(look);
    }

    @Override
    public long unstored() {
        return beside.unstored();
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble.get()).or(beside::trouble);
    }

    @Override
    public void close() {
        started.clear();
        beside.close();
    }

    private final class Answer implements StreamObserver<ExportMetricsServiceResponse> {
        @Override
        public void onNext(ExportMetricsServiceResponse answer) {
            String error = answer.getPartialSuccess().getErrorMessage();
            trouble.set(error.isEmpty() ? null : "what servers carry was not understood: " + error);
        }

        @Override
        public void onError(Throwable error) {
            trouble.set("telling what servers carry failed: " + Status.fromThrowable(error));
        }

        @Override
        public void onCompleted() {
            // Nothing is waited for.
        }
    }
}
