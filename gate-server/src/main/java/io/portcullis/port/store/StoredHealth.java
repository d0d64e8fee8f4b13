package io.portcullis.port.store;

import io.portcullis.kernel.environment.health.StandingHealth;

/**
 * What is held true of the world, as stored.
 *
 * @param revision of it; 0 before the first commit
 */
public record StoredHealth(long revision, StandingHealth health) {

    public static final StoredHealth NONE = new StoredHealth(0, StandingHealth.NONE);
}
