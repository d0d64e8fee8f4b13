package io.portcullis.port.store;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.kernel.incident.RecordedIncident;
import io.portcullis.kernel.rollout.RolloutId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads incidents. They are written by {@link RolloutStore#commit} and {@link
 * EnvironmentStore#commit}, together with what they are made of.
 */
public interface IncidentStore {

    Optional<RecordedIncident> find(IncidentId id);

    /** The incident of a rollout, if it has one. */
    Optional<Incident> find(RolloutId rollout);

    /**
     * Newest first.
     *
     * @param service only those that concern this one, what every service depends on included; of
     *     all when absent
     * @param scope which of them
     * @param pageToken empty for the first page
     * @param pageSize 1 to {@link Page#SIZE_MAX}
     * @throws IllegalArgumentException the token is none of ours
     */
    Page<RecordedIncident> list(
            @Nullable ServiceName service, Scope scope, String pageToken, int pageSize);

    /** Which incidents are wanted. */
    enum Scope {
        ALL,
        /** Only those that are not resolved. */
        OPEN
    }
}
