package io.portcullis.port.store;

import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.kernel.rollout.Action;
import java.util.List;

/**
 * One look at the world, or a person's word on it.
 *
 * @param expectedRevision the one this was decided on; the stored one is then the next
 * @param incidents opened or changed by it
 * @param pages that are to be told; one whose key was stored before is not stored again
 */
public record EnvironmentCommit(
        long expectedRevision,
        StandingHealth health,
        List<EnvironmentIncident> incidents,
        List<Action.Page> pages) {

    public EnvironmentCommit {
        incidents = List.copyOf(incidents);
        pages = List.copyOf(pages);
    }
}
