package io.portcullis.adapter.grpc.relay;

import io.grpc.stub.ServerCallStreamObserver;
import io.portcullis.adapter.grpc.StatusMapping;
import io.portcullis.app.intake.Receipt;
import io.portcullis.v1.ReportRelayResponse;

/**
 * The gate's side of a stream. A node that reads slowly gets one answer for many reports instead of
 * a queue. Thread-safe: answers come from flushes and from the network.
 */
final class RelayAnswers {

    private final ServerCallStreamObserver<ReportRelayResponse> call;
    private long stored;
    private Receipt receipt = Receipt.ALL;
    private boolean waiting;
    private boolean ended;

    RelayAnswers(ServerCallStreamObserver<ReportRelayResponse> call) {
        this.call = call;
        call.setOnReadyHandler(this::send);
    }

    void whenCancelled(Runnable then) {
        call.setOnCancelHandler(then);
    }

    synchronized void stored(long sequence) {
        stored = Math.max(stored, sequence);
        waiting = true;
        send();
    }

    /** Says at once what was not understood or is wanted; the rest waits for the store. */
    synchronized void received(Receipt more) {
        receipt = receipt.plus(more);
        if (more.rejected() > 0 || more.snapshotWanted()) {
            waiting = true;
            send();
        }
    }

    synchronized void fail(RuntimeException failure) {
        if (!ended) {
            ended = true;
            call.onError(StatusMapping.of(failure));
        }
    }

    synchronized void complete() {
        if (!ended) {
            ended = true;
            call.onCompleted();
        }
    }

    synchronized boolean ended() {
        return ended;
    }

    private synchronized void send() {
        if (ended || !waiting || call.isCancelled() || !call.isReady()) {
            return;
        }
        var answer =
                ReportRelayResponse.newBuilder()
                        .setStoredSequence(stored)
                        .setRejectedRecords(receipt.rejected())
                        .setRejection(receipt.rejection())
                        .setSnapshotWanted(receipt.snapshotWanted())
                        .build();
        // Before the call: a transport may say that it is ready again from within it.
        receipt = Receipt.ALL;
        waiting = false;
        call.onNext(answer);
    }
}
