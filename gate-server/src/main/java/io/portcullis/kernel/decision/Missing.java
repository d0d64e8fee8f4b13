package io.portcullis.kernel.decision;

/**
 * What a hold waits for.
 *
 * @param attempts how many more, 0 where only time is missing
 * @param looks about how many more looks at the present rate; {@link #UNKNOWN} without traffic
 */
public record Missing(long attempts, long looks) {

    /** No rate to tell the time from. */
    public static final long UNKNOWN = -1;

    public Missing {
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts is " + attempts + "; must be >= 0");
        }
        if (looks < UNKNOWN) {
            throw new IllegalArgumentException("looks is " + looks + "; must be >= -1");
        }
    }
}
