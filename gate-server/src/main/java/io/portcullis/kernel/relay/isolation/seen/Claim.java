package io.portcullis.kernel.relay.isolation.seen;

import java.time.Instant;

/** What a region says of itself. */
public record Claim(Instant at, Says says) {

    /** Whether it holds itself to be cut off. */
    public enum Says {
        ISOLATED,
        CONNECTED
    }
}
