package io.portcullis.kernel.relay.isolation.seen;

import java.time.Instant;

/**
 * What one vantage point found when it last tried a path.
 *
 * @param vantage its name; of several attempts by the same one the newest counts
 * @param network provider or network it is in; vantage points outside of all regions that share one
 *     would err together and count once
 */
public record Attempt(String vantage, String network, Instant at, Outcome outcome) {

    /** Whether it got through. */
    public enum Outcome {
        REACHED,
        FAILED
    }
}
