package io.portcullis.port.store;

import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.kernel.incident.EnvironmentIncident;
import java.util.List;

/**
 * One look at the world, or a person's word on it.
 *
 * @param expectedRevision the one this was decided on; the stored one is then the next
 * @param incidents opened or changed by it
 */
public record EnvironmentCommit(
        long expectedRevision, StandingHealth health, List<EnvironmentIncident> incidents) {

    public EnvironmentCommit {
        incidents = List.copyOf(incidents);
    }
}
