package io.portcullis.benchmark;

import io.grpc.stub.ServerCallStreamObserver;
import io.portcullis.v1.ReportRelayResponse;

/** A node that reads no answer. */
final class NoAnswers extends ServerCallStreamObserver<ReportRelayResponse> {

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void setOnCancelHandler(Runnable onCancelHandler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public boolean isReady() {
        return false;
    }

    @Override
    public void setOnReadyHandler(Runnable onReadyHandler) {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void onNext(ReportRelayResponse value) {}

    @Override
    public void onError(Throwable failure) {
        throw new IllegalStateException(failure);
    }

    @Override
    public void onCompleted() {}
}
