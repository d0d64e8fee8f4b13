package io.portcullis.testing;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentId;
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

    private final Map<IncidentId, Incident> incidents = new HashMap<>();

    synchronized void put(Incident incident) {
        incidents.put(incident.id(), incident);
    }

    @Override
    public synchronized Optional<Incident> find(IncidentId id) {
        return Optional.ofNullable(incidents.get(id));
    }

    @Override
    public synchronized Optional<Incident> find(RolloutId rollout) {
        return incidents.values().stream()
                .filter(incident -> incident.rollout().id().equals(rollout))
                .findFirst();
    }

    @Override
    public synchronized Page<Incident> list(
            @Nullable ServiceName service, Scope scope, String pageToken, int pageSize) {
        var newestFirst =
                incidents.values().stream()
                        .filter(one ->
                                service == null || one.rollout().service().name().equals(service))
                        .filter(one -> scope == Scope.ALL || one.resolvedAt() == null)
                        .sorted(
                                Comparator.comparing(
                                                (Incident one) -> new RolloutId(one.id().value()))
                                        .reversed())
                        .toList();
        return InMemoryPages.cut(newestFirst, one -> one.id().value(), pageToken, pageSize);
    }
}
