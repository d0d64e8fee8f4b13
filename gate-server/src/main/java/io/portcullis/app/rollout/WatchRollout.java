package io.portcullis.app.rollout;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.app.RolloutFeed;
import io.portcullis.app.TellRollout;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.store.Bytes;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.port.store.StoredRollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;

/**
 * Follows a rollout: every event after a sequence number, and the report of every look. What a
 * watcher is told is read from the store, so it may follow from any replica and after a restart. A
 * watcher holds nothing but its place in the log.
 */
public final class WatchRollout {

    /** How long news of another replica may take to be seen. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(1);

    private final RolloutStore rollouts;
    private final TellRollout tell;
    private final RolloutFeed feed;
    private final int watchersMax;
    private final Semaphore free;

    public WatchRollout(
            RolloutStore rollouts, TellRollout tell, RolloutFeed feed, int watchersMax) {
        this.rollouts = rollouts;
        this.tell = tell;
        this.feed = feed;
        this.watchersMax = watchersMax;
        this.free = new Semaphore(watchersMax);
    }

    /**
     * Tells the watcher until the rollout has ended or the watcher has gone.
     *
     * @param afterSequence events after this; 0 gives all
     * @throws RequestRefused there is no such rollout, or too many watch
     */
    public void watch(RolloutId id, long afterSequence, Watcher watcher)
            throws InterruptedException {
        if (!free.tryAcquire()) {
            throw new RequestRefused(
                    new Why.OverLimit(
                            "portcullis.server.watchersMax", watchersMax, Duration.ofSeconds(5)));
        }
        try (var subscription = feed.subscribe(id)) {
            long sequence = afterSequence;
            int look = -1;
            while (watcher.isThere()) {
                StoredRollout stored = tell.load(id);
                sequence = tellEvents(stored, sequence, watcher);
                look = tellLook(stored, look, watcher);
                if (Rollout.fold(stored.events()).state().isTerminal()) {
                    return;
                }
                subscription.await(WAIT_MAX);
            }
        } finally {
            free.release();
        }
    }

    private static long tellEvents(StoredRollout stored, long sequence, Watcher watcher)
            throws InterruptedException {
        var soFar = new ArrayList<LoggedEvent>();
        long told = sequence;
        for (LoggedEvent event : stored.events()) {
            soFar.add(event);
            if (event.sequence() > sequence) {
                watcher.event(event, Rollout.fold(soFar), stored.lastLook());
                told = event.sequence();
            }
        }
        return told;
    }

    private int tellLook(StoredRollout stored, int look, Watcher watcher)
            throws InterruptedException {
        if (stored.lastLook() <= look) {
            return look;
        }
        var report = rollouts.lastReport(stored.id());
        if (report.isPresent()) {
            watcher.look(report.get(), Rollout.fold(stored.events()), stored.lastLook());
        }
        return stored.lastLook();
    }

    /** Who watches. Methods may block for a bounded time and then throw. */
    public interface Watcher {

        boolean isThere();

        /** The rollout is as of this event. */
        void event(LoggedEvent event, Rollout after, int lastLook) throws InterruptedException;

        void look(Bytes report, Rollout rollout, int lastLook) throws InterruptedException;
    }
}
