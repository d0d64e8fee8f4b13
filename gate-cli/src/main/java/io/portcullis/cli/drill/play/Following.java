package io.portcullis.cli.drill.play;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps a drill from running ahead of its gate. One look of the scenario is meant for one look of the gate; on a machine that is too
 * busy for looks of 100 ms the gate makes fewer, and would see several at once.
 */
final class Following {
    /** Looks on their way: told and not yet stored, or stored and not yet judged. */
    private static final int AHEAD_MAX = 3;

    private static final int POLL_MILLIS = 5;
    private static final int PATIENCE_LOOKS = 20;
    private static final Duration PATIENCE_MIN = Duration.ofSeconds(3);

    private final Duration patience;
    private long gapMin = Long.MAX_VALUE;

    Following(Duration look) {
        Duration looks = look.multipliedBy(PATIENCE_LOOKS);
        this.patience = looks.compareTo(PATIENCE_MIN) > 0 ? looks : PATIENCE_MIN;
    }

    /** How far the drill is ahead, when it has played so many looks and the gate's last one has this id. */
    long ahead(long played, long gateLook) {
        long gap = played - gateLook;
        gapMin = Math.min(gapMin, gap);
        return gap - gapMin;
    }

    /** Waits while it is too far ahead, but not for ever: a gate may have its reasons. */
    void await(LongSupplier ahead) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (ahead.getAsLong() > AHEAD_MAX && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
