package io.portcullis.testing;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.kernel.incident.RecordedIncident;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.store.IncidentStore;
import io.portcullis.port.store.Page;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Incidents in memory, put there by {@link InMemoryRolloutStore}. */
public final class InMemoryIncidentStore implements IncidentStore {

    private final Map<IncidentId, RecordedIncident> incidents = new HashMap<>();

    synchronized void put(RecordedIncident incident) {
        incidents.put(incident.id(), incident);
    }

    @Override
    public synchronized Optional<RecordedIncident> find(IncidentId id) {
        return Optional.ofNullable(incidents.get(id));
    }

    @Override
    public synchronized Optional<Incident> find(RolloutId rollout) {
        return incidents.values().stream()
                .filter(Incident.class::isInstance)
                .map(Incident.class::cast)
                .filter(incident -> incident.rollout().id().equals(rollout))
                .findFirst();
    }

    @Override
    public synchronized Page<RecordedIncident> list(
            @Nullable ServiceName service, Scope scope, String pageToken, int pageSize) {
        var newestFirst =
                incidents.values().stream()
                        .filter(one -> service == null || concerns(one, service))
                        .filter(one -> scope == Scope.ALL || isOpen(one))
                        .sorted(
                                Comparator.comparing((RecordedIncident one) ->
                                                new RolloutId(one.id().value()))
                                        .reversed())
                        .toList();
        return InMemoryPages.cut(newestFirst, one -> one.id().value(), pageToken, pageSize);
    }

    private static boolean concerns(RecordedIncident incident, ServiceName service) {
        return switch (incident) {
            case Incident one -> one.rollout().service().name().equals(service);
            case EnvironmentIncident one ->
                    one.fault().service() == null || service.equals(one.fault().service());
        };
    }

    private static boolean isOpen(RecordedIncident incident) {
        return switch (incident) {
            case Incident one -> one.resolvedAt() == null;
            case EnvironmentIncident one -> one.fault().isOpen();
        };
    }
}
