package io.portcullis.kernel.relay.isolation.seen;

import java.time.Instant;

/**
 * How many sessions a region carried at one time.
 *
 * @param sessions participants, rooms or streams, all servers together
 */
public record SessionLevel(Instant at, double sessions) {

    public SessionLevel {
        if (!(sessions >= 0) || Double.isInfinite(sessions)) {
            throw new IllegalArgumentException("sessions is " + sessions + "; must be 0 or more");
        }
    }
}
