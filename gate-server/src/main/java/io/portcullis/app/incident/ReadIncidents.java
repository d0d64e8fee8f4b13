package io.portcullis.app.incident;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Kind;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.kernel.incident.RecordedIncident;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.store.IncidentStore;
import io.portcullis.port.store.IncidentStore.Scope;
import io.portcullis.port.store.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets and lists incidents. */
public final class ReadIncidents {

    private static final int PAGE_SIZE_DEFAULT = 50;

    private final IncidentStore incidents;

    public ReadIncidents(IncidentStore incidents) {
        this.incidents = incidents;
    }

    /**
     * @throws RequestRefused there is none of this id
     */
    public RecordedIncident get(IncidentId id) {
        return incidents
                .find(id)
                .orElseThrow(() ->
                        new RequestRefused(new Why.NotFound(Kind.INCIDENT, id.resourceName())));
    }

    public Optional<IncidentId> of(RolloutId rollout) {
        return incidents.find(rollout).map(Incident::id);
    }

    /**
     * Newest first.
     *
     * @param pageSize 0 for the usual size
     */
    public Page<RecordedIncident> list(
            @Nullable ServiceName service, Scope scope, String pageToken, int pageSize) {
        try {
            return incidents.list(
                    service, scope, pageToken, pageSize == 0 ? PAGE_SIZE_DEFAULT : pageSize);
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid(
                    "page_token", "page_token.ours", "is none that was given out; leave it out");
        }
    }
}
