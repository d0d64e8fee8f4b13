package io.portcullis.app.act;

import java.time.Duration;

/** How long to wait before the next attempt: doubling, without end. */
public final class Backoff {

    private static final Duration MIN = Duration.ofMillis(500);
    private static final Duration MAX = Duration.ofSeconds(30);
    private static final int DOUBLINGS_MAX = 6;

    private Backoff() {}

    /**
     * @param attempts made so far, at least 0
     */
    public static Duration after(int attempts) {
        Duration wait = MIN.multipliedBy(1L << Math.min(attempts, DOUBLINGS_MAX));
        return wait.compareTo(MAX) < 0 ? wait : MAX;
    }
}
