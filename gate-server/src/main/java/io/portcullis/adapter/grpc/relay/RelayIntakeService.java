package io.portcullis.adapter.grpc.relay;

import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.v1.RelayServiceGrpc;
import io.portcullis.v1.ReportRelayRequest;
import io.portcullis.v1.ReportRelayResponse;

/**
 * Takes relay reports in. Never waits: reports go to the intake's memory, acknowledgements come from
 * its flushes. Fit for the direct executor.
 */
public final class RelayIntakeService extends RelayServiceGrpc.RelayServiceImplBase {

    private final EvidenceIntake intake;
    private final Validator validator = ValidatorFactory.newBuilder().build();

    public RelayIntakeService(EvidenceIntake intake) {
        this.intake = intake;
    }

    @Override
    public StreamObserver<ReportRelayRequest> reportRelay(
            StreamObserver<ReportRelayResponse> responses) {
        var call = (ServerCallStreamObserver<ReportRelayResponse>) responses;
        return new RelayStream(intake, new MessageRules(validator), new RelayAnswers(call));
    }
}
