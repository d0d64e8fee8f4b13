package io.portcullis.adapter.otlp;

import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.intake.Receipt;

/**
 * Takes OTLP metrics in. Metrics whose name does not begin with {@code portcullis.} are somebody
 * else's and left alone; points of ours that cannot be taken are counted in the answer's partial
 * success. Never waits; fit for the direct executor.
 */
public final class OtlpMetricsService extends MetricsServiceGrpc.MetricsServiceImplBase {

    private final EvidenceIntake intake;

    public OtlpMetricsService(EvidenceIntake intake) {
        this.intake = intake;
    }

    @Override
    public void export(
            ExportMetricsServiceRequest request,
            StreamObserver<ExportMetricsServiceResponse> responses) {
        var receipt = Receipt.ALL;
        for (ResourceMetrics metrics : request.getResourceMetricsList()) {
            receipt = receipt.plus(take(metrics));
        }
        var response = ExportMetricsServiceResponse.newBuilder();
        if (receipt.rejected() > 0) {
            response.setPartialSuccess(
                    ExportMetricsPartialSuccess.newBuilder()
                            .setRejectedDataPoints(receipt.rejected())
                            .setErrorMessage(receipt.rejection()));
        }
        responses.onNext(response.build());
        responses.onCompleted();
    }

    private Receipt take(ResourceMetrics metrics) {
        long points = OtlpPoints.count(metrics);
        if (points == 0) {
            return Receipt.ALL;
        }
        OtlpServer server;
        try {
            server = OtlpServer.of(metrics.getResource(), intake::service);
        } catch (PointRejected e) {
            return e.receipt(points);
        }
        var told =
                new OtlpProcesses(server, metrics.getResource().getAttributesList()).read(metrics);
        var receipt = told.receipt().plus(intake.processes(server.service(), told.samples()));
        var read = new OtlpPoints(server).read(metrics);
        return read.push().isEmpty()
                ? receipt.plus(read.receipt())
                : receipt.plus(read.receipt())
                        .plus(intake.push(server.service(), server.key(), read.push()));
    }
}
