package io.portcullis.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a command clean up when the process is told to end: its thread is interrupted and waited for, for a bounded time. */
public final class InterruptAtExit implements AutoCloseable {
    private static final Duration WAIT_MAX = Duration.ofSeconds(20);

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread command;
    private final Thread hook = new Thread(this::interrupt, "interrupt-at-exit");

    private InterruptAtExit(Thread command) {
        this.command = command;
    }

    /** Guards the thread that calls it, until closed. */
    public static InterruptAtExit ofThisThread() {
        InterruptAtExit guard = new InterruptAtExit(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(guard.hook);
        return guard;
    }

    private void interrupt() {
        command.interrupt();
        try {
            done.await(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process ends already: the hook runs and now goes on.
        }
    }
}
