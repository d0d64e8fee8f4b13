package io.portcullis.kernel.decision;

/**
 * What a hold waits for.
 *
 * @param attempts how many more, 0 where only time is missing; infinite when no number suffices
 * @param looks about how many more looks at the present rate; infinite without traffic
 */
public record Remaining(double attempts, double looks) {

    public Remaining {
        if (!(attempts >= 0)) {
            throw new IllegalArgumentException("attempts is " + attempts + "; must be >= 0");
        }
        if (!(looks >= 0)) {
            throw new IllegalArgumentException("looks is " + looks + "; must be >= 0");
        }
    }
}
