package io.portcullis.cli.drill.play;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Looks of equal length. A look that comes late is followed by one in full length: two in one look of the server would be two
 * looks' traffic at once.
 */
public final class SteadyPace implements Pace {
    private final long lookNanos;
    private long nextNanos;

    public SteadyPace(Duration look) {
        this.lookNanos = look.toNanos();
        this.nextNanos = System.nanoTime() + lookNanos;
    }

    @Override
    public void awaitLook() throws InterruptedException {
        long wait = nextNanos - System.nanoTime();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        boolean late = -wait > lookNanos;
        nextNanos = late ? System.nanoTime() + lookNanos : nextNanos + lookNanos;
    }
}
