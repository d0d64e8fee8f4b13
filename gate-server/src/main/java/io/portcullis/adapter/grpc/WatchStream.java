package io.portcullis.adapter.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.app.rollout.WatchRollout.Watcher;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.port.store.Bytes;
import io.portcullis.v1.WatchRolloutResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * One watching stream. Nothing is queued for it: the watcher waits until the caller has taken what
 * was sent, and a caller that takes nothing for too long is dropped with a status that says how to go
 * on.
 */
final class WatchStream implements Watcher {

    private static final Duration SLOW_MAX = Duration.ofSeconds(20);

    private final ServerCallStreamObserver<WatchRolloutResponse> observer;
    private final BiFunction<Rollout, Integer, io.portcullis.v1.Rollout> rollouts;
    private final Semaphore ready = new Semaphore(0);

    WatchStream(
            ServerCallStreamObserver<WatchRolloutResponse> observer,
            BiFunction<Rollout, Integer, io.portcullis.v1.Rollout> rollouts) {
        this.observer = observer;
        this.rollouts = rollouts;
        observer.setOnReadyHandler(ready::release);
        observer.setOnCancelHandler(ready::release);
    }

    /** Watches; the call stays free to say that it is ready. */
    void run(Watching watching) {
        StreamThread.run("watch", observer, watching::run);
    }

    @Override
    public boolean isThere() {
        return !observer.isCancelled();
    }

    @Override
    public void event(LoggedEvent event, Rollout after, int lastLook) throws InterruptedException {
        send(
                WatchRolloutResponse.newBuilder()
                        .setEvent(WireRollouts.event(event, after))
                        .setRollout(rollouts.apply(after, lastLook))
                        .build());
    }

    @Override
    public void look(Bytes report, Rollout rollout, int lastLook) throws InterruptedException {
        send(
                WatchRolloutResponse.newBuilder()
                        .setLook(WireReportCodec.message(report))
                        .setRollout(rollouts.apply(rollout, lastLook))
                        .build());
    }

    private void send(WatchRolloutResponse response) throws InterruptedException {
        while (!observer.isReady() && isThere()) {
            if (!ready.tryAcquire(SLOW_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RequestRefused(
                        new Why.OverLimit(
                                "seconds a watcher may take nothing before it is dropped; resume"
                                        + " from the last sequence it took",
                                (int) SLOW_MAX.toSeconds(),
                                Duration.ofSeconds(1)));
            }
        }
        if (isThere()) {
            observer.onNext(response);
        }
    }

    /** What runs while the stream is open. */
    interface Watching {
        void run() throws InterruptedException;
    }
}
