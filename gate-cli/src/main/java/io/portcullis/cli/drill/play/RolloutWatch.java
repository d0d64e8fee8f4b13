package io.portcullis.cli.drill.play;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.portcullis.cli.GateConnection;
import io.portcullis.v1.WatchRolloutRequest;
import io.portcullis.v1.WatchRolloutResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Watches one rollout on its own thread and keeps what comes until it is asked for; goes on after a break. */
final class RolloutWatch implements AutoCloseable {
    private static final int UPDATES_MAX = 10_000;

    private final GateConnection gate;
    private final String rollout;
    private final BlockingQueue<WatchRolloutResponse> updates =
            new LinkedBlockingQueue<>(UPDATES_MAX);
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final Thread thread;

    RolloutWatch(GateConnection gate, String rollout) {
        this.gate = gate;
        this.rollout = rollout;
        this.thread = Thread.ofVirtual().name("watch").start(this::run);
    }

    /** What came since the last call. */
    List<WatchRolloutResponse> updates() {
        List<WatchRolloutResponse> taken = new ArrayList<>();
        updates.drainTo(taken);
        return taken;
    }

    /** Why nothing comes; empty while it does. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    private void run() {
        long sequence = 0;
        boolean watching = true;
        while (watching && !Thread.currentThread().isInterrupted()) {
            try {
                sequence = watch(sequence);
                watching = false;
            } catch (StatusRuntimeException e) {
                trouble.set("watching broke: " + e.getStatus());
                watching = e.getStatus().getCode() != Code.NOT_FOUND && Retry.rest();
            } catch (InterruptedException _) {
                watching = false;
            }
        }
    }

    private long watch(long after) throws InterruptedException {
        long sequence = after;
        WatchRolloutRequest request =
                WatchRolloutRequest.newBuilder().setName(rollout).setAfterSequence(after).build();
        Iterator<WatchRolloutResponse> answers = gate.watching().watchRollout(request);
        while (answers.hasNext()) {
            WatchRolloutResponse answer = answers.next();
            sequence = Math.max(sequence, answer.getEvent().getSequence());
            updates.put(answer);
            trouble.set(null);
        }
        return sequence;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
