package io.portcullis.app;

import io.portcullis.kernel.rollout.RolloutId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes those who wait for news of a rollout. It only says that there may be news; what they are is
 * read from the store, so that nothing is lost between replicas. Thread-safe.
 */
public final class RolloutFeed {

    private final Map<RolloutId, Set<Subscription>> waiting = new ConcurrentHashMap<>();

    /** Something of this rollout was committed here. */
    public void changed(RolloutId id) {
        waiting.getOrDefault(id, Set.of()).forEach(Subscription::wake);
    }

    /** Waits for news of one rollout until closed. */
    public Subscription subscribe(RolloutId id) {
        var subscription = new Subscription(id);
        waiting.compute(
                id,
                (_, before) -> {
                    Set<Subscription> all = before == null ? ConcurrentHashMap.newKeySet() : before;
                    all.add(subscription);
                    return all;
                });
        return subscription;
    }

    /** One who waits. */
    public final class Subscription implements AutoCloseable {

        private final RolloutId id;
        private final Semaphore news = new Semaphore(0);

        private Subscription(RolloutId id) {
            this.id = id;
        }

        /** Returns at news, or after the time at the latest. */
        public void await(Duration atMost) throws InterruptedException {
            if (news.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                news.drainPermits();
            }
        }

        private void wake() {
            news.release();
        }

        @Override
        public void close() {
            waiting.computeIfPresent(
                    id,
                    (_, all) -> {
                        all.remove(this);
                        return all.isEmpty() ? null : all;
                    });
        }
    }
}
