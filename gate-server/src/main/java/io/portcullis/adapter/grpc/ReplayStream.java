package io.portcullis.adapter.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.portcullis.app.replay.ReplayReport;
import io.portcullis.app.replay.Watcher;
import io.portcullis.v1.ReplayHistoryResponse;

/**
 * One replay's stream. Progress that the caller has no room for is left out: the next says more. The
 * report is sent whatever happens.
 */
final class ReplayStream implements Watcher {

    private final ServerCallStreamObserver<ReplayHistoryResponse> observer;

    ReplayStream(ServerCallStreamObserver<ReplayHistoryResponse> observer) {
        this.observer = observer;
        // Without a handler a call that has gone would throw at whoever sends.
        observer.setOnCancelHandler(() -> {});
    }

    /** Replays, which takes minutes. */
    void run(Replaying replaying) {
        StreamThread.run(
                "replay",
                observer,
                () -> {
                    var report = WireReplay.report(replaying.run());
                    observer.onNext(ReplayHistoryResponse.newBuilder().setReport(report).build());
                });
    }

    @Override
    public boolean isThere() {
        return !observer.isCancelled();
    }

    @Override
    public void progress(Progress progress) {
        if (observer.isReady()) {
            observer.onNext(
                    ReplayHistoryResponse.newBuilder()
                            .setProgress(WireReplay.progress(progress))
                            .build());
        }
    }

    /** A replay under way. */
    interface Replaying {
        ReplayReport run() throws InterruptedException;
    }
}
