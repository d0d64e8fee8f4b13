package io.portcullis.testing;

import java.util.concurrent.TimeUnit;

/** Ends what a test started. */
public final class Processes {

    private static final int SECONDS_MAX = 10;

    private Processes() {}

    /** Asks it to end, and ends it when it does not. */
    public static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
