package io.portcullis.port.isolation;

import io.portcullis.kernel.relay.isolation.IsolationState;
import java.time.Instant;

/**
 * What is remembered of regions, as it is stored.
 *
 * @param revision counts what was saved; 0 before the first
 * @param at look it is of
 */
public record StoredIsolation(long revision, Instant at, IsolationState state) {

    public static final StoredIsolation NONE =
            new StoredIsolation(0, Instant.EPOCH, IsolationState.NONE);

    /** Saved over this. */
    public StoredIsolation next(Instant lookedAt, IsolationState then) {
        return new StoredIsolation(revision + 1, lookedAt, then);
    }
}
