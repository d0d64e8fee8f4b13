package io.portcullis.cli.drill.evidence;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Pushes by OTLP: one export for all servers and a look, as a collector would. */
public final class OtlpSink implements EvidenceSink {
    /** Exports not yet answered; beyond it a look is left out and told with the next, as sums are cumulative. */
    private static final int UNANSWERED_MAX = 10;

    private static final int EXPORT_SECONDS_MAX = 10;

    private final MetricsServiceStub stub;
    private final OtlpRecords records;
    private final InstantSource clock;
    private final Map<String, Instant> started = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();

    public OtlpSink(Channel channel, String service, InstantSource clock) {
        this.stub = MetricsServiceGrpc.newStub(channel);
        this.records = new OtlpRecords(service);
        this.clock = clock;
    }

    @Override
    public void tell(WorldLook look) {
        if (unanswered.get() >= UNANSWERED_MAX) {
            trouble.set(UNANSWERED_MAX + " exports wait for their answer");
            return;
        }
        Instant now = clock.instant();
        List<ResourceMetrics> metrics =
                look.reports().stream()
                        .map(report ->
                                records.metrics(
                                        report,
                                        started.computeIfAbsent(
                                                report.server().epochKey(),
                                                _ -> now.minusMillis(1)),
                                        now))
                        .toList();
        unanswered.incrementAndGet();
        stub.withDeadlineAfter(EXPORT_SECONDS_MAX, TimeUnit.SECONDS)
                .export(OtlpRecords.request(metrics), new Answer());
    }

    @Override
    public long unstored() {
        return unanswered.get();
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    @Override
    public void close() {
        started.clear();
    }

    private final class Answer implements StreamObserver<ExportMetricsServiceResponse> {
        @Override
        public void onNext(ExportMetricsServiceResponse answer) {
            ExportMetricsPartialSuccess partial = answer.getPartialSuccess();
            trouble.set(
                    partial.getRejectedDataPoints() == 0
                            ? null
                            : partial.getRejectedDataPoints()
                                    + " points were not understood: "
                                    + partial.getErrorMessage());
        }

        @Override
        public void onError(Throwable error) {
            unanswered.decrementAndGet();
            trouble.set("an export failed: " + Status.fromThrowable(error));
        }

        @Override
        public void onCompleted() {
            unanswered.decrementAndGet();
        }
    }
}
