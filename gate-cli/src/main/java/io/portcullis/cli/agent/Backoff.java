package io.portcullis.cli.agent;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits longer after each failure in a row, and not all agents equally long. Not thread-safe. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofSeconds(15);
    private static final double SPREAD = 0.5;

    private Duration next = FIRST;
    private long until = System.nanoTime();

    boolean isOver() {
        return System.nanoTime() - until >= 0;
    }

    void succeeded() {
        next = FIRST;
    }

    void failed() {
        double part = 1 - SPREAD * ThreadLocalRandom.current().nextDouble();
        until = System.nanoTime() + Math.round(next.toNanos() * part);
        next = next.multipliedBy(2).compareTo(MOST) > 0 ? MOST : next.multipliedBy(2);
    }
}
