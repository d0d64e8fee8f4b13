package io.portcullis.app.journey;

import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.QueuedAction;
import io.portcullis.port.store.QueuedPage;
import java.time.Instant;
import java.util.List;

/** Something else happens between the reading of what is due and its arrival. */
final class OvertakenActionQueue implements ActionQueue {

    private final ActionQueue queue;
    private Runnable overtaking = () -> {};

    OvertakenActionQueue(ActionQueue queue) {
        this.queue = queue;
    }

    /** Runs once, after the next reading. */
    void beforeAnswer(Runnable overtaking) {
        this.overtaking = overtaking;
    }

    @Override
    public List<QueuedAction> due(RolloutId rollout, Instant now) {
        List<QueuedAction> due = queue.due(rollout, now);
        Runnable once = overtaking;
        overtaking = () -> {};
        once.run();
        return due;
    }

    @Override
    public List<QueuedAction> open(RolloutId rollout) {
        return queue.open(rollout);
    }

    @Override
    public List<RolloutId> finishedDue(Instant now) {
        return queue.finishedDue(now);
    }

    @Override
    public List<QueuedPage> pagesDue(Instant now) {
        return queue.pagesDue(now);
    }

    @Override
    public void attempted(String key, Instant nextAttemptAt, String failure) {
        queue.attempted(key, nextAttemptAt, failure);
    }

    @Override
    public void done(String key, String result) {
        queue.done(key, result);
    }
}
