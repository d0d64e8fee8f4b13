package io.portcullis.app.replay;

import java.time.Instant;

/** Who waits for a replay. */
public interface Watcher {

    /** Whether anybody still waits. */
    boolean isThere();

    /** How far it is; may block for a bounded time and then throw. */
    void progress(Progress progress) throws InterruptedException;

    /**
     * How far it is.
     *
     * @param part what is played: healthy, or bad 1, 2, ...
     * @param looks read, of {@code looksTotal}
     * @param intervalsDone rollouts played to their end
     * @param at time of the last look read
     * @param gaps looks of a region that could not be read
     */
    record Progress(
            String part, long looks, long looksTotal, int intervalsDone, Instant at, long gaps) {}
}
