package io.portcullis.cli.drill.play;

import java.util.concurrent.TimeUnit;

/** What a watch does between two tries. */
final class Retry {
    private static final int MILLIS = 200;

    private Retry() {}

    /** Waits a little; false when it is not to go on. */
    static boolean rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(MILLIS);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
