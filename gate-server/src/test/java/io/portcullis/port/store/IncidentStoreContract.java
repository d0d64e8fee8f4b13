package io.portcullis.port.store;

import static io.portcullis.port.store.Rollouts.START;
import static io.portcullis.port.store.Rollouts.held;
import static io.portcullis.port.store.Rollouts.id;
import static io.portcullis.port.store.Rollouts.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.kernel.incident.RecordedIncident;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.kernel.rollout.RolloutState.Name;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.store.IncidentStore.Scope;
import io.portcullis.testing.RandomValues;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link IncidentStore} must do, together with the store that fills it. */
public abstract class IncidentStoreContract {

    /** A store with nothing in it. */
    protected abstract RolloutStore store();

    /** The incidents that the last {@link #store} fills. */
    protected abstract IncidentStore incidents();

    @Test
    void givesBackWhatWasCommitted() {
        var incident = incident(1, null);

        open(store(), incident);

        assertThat(incidents().find(incident.id())).contains(incident);
        assertThat(incidents().find(incident.rollout().id())).contains(incident);
        assertThat(incidents().find(new IncidentId(id(9).value()))).isEmpty();
        assertThat(incidents().find(id(9))).isEmpty();
    }

    @Test
    void replacesAnIncidentThatChanged() {
        var store = store();
        open(store, incident(1, null));
        var resolved = incident(1, START);

        store.commit(with(3, resolved));

        assertThat(incidents().find(resolved.id())).contains(resolved);
        assertThat(incidents().list(null, Scope.OPEN, "", 10).items()).isEmpty();
        assertThat(incidents().list(null, Scope.ALL, "", 10).items()).containsExactly(resolved);
    }

    @Test
    void keepsNothingOfACommitThatWasRefused() {
        var store = store();
        var incident = incident(1, null);
        store.create(held(id(1), incident.rollout().service().name()));
        store.commit(input(id(1), 2, Name.PAUSED));

        assertThatThrownBy(() -> store.commit(with(2, incident))).isInstanceOf(StaleRevision.class);

        assertThat(incidents().find(id(1))).isEmpty();
    }

    @Test
    void listsNewestFirstPageByPage() {
        var store = store();
        for (int i = 1; i <= 5; i++) {
            open(store, incident(i, i == 3 ? START : null));
        }

        var first = incidents().list(null, Scope.OPEN, "", 3);
        var second = incidents().list(null, Scope.OPEN, first.nextToken(), 3);

        assertThat(first.items())
                .extracting(IncidentStoreContract::rollout)
                .containsExactly(id(5), id(4), id(2));
        assertThat(second.items())
                .extracting(IncidentStoreContract::rollout)
                .containsExactly(id(1));
        assertThat(second.nextToken()).isEmpty();
    }

    @Test
    void listsThoseOfOneService() {
        var store = store();
        open(store, incident(1, null));
        open(store, incident(2, null));
        var service = incident(2, null).rollout().service().name();

        assertThat(incidents().list(service, Scope.ALL, "", 10).items())
                .extracting(IncidentStoreContract::rollout)
                .containsExactly(id(2));
        assertThat(incidents().list(new ServiceName("nobody"), Scope.ALL, "", 10).items())
                .isEmpty();
    }

    private static RolloutId rollout(RecordedIncident incident) {
        return ((Incident) incident).rollout().id();
    }

    private static void open(RolloutStore store, Incident incident) {
        store.create(held(incident.rollout().id(), incident.rollout().service().name()));
        store.commit(with(2, incident));
    }

    private static RolloutCommit with(long expected, Incident incident) {
        var input = input(incident.rollout().id(), expected, Name.ROLLING_BACK);
        return new RolloutCommit(
                input.id(),
                input.expectedSequence(),
                input.events(),
                input.state(),
                null,
                incident,
                List.of(),
                List.of(),
                new TreeMap<>());
    }

    /** An incident of a rollout of that number, of a service of its own. */
    private static Incident incident(int number, @Nullable Instant resolvedAt) {
        var any = new RandomValues(number).of(Incident.class);
        var service = any.rollout().service();
        var spec =
                new RolloutSpec(
                        id(number),
                        new ServiceDefinition(
                                new ServiceName("service-of-" + number),
                                service.regions(),
                                service.links(),
                                service.signals()),
                        any.rollout().release(),
                        any.rollout().running(),
                        any.rollout().plan(),
                        any.rollout().lookLength(),
                        any.rollout().revisions(),
                        Edges.NONE);
        return new Incident(
                new IncidentId(id(100 + number).value()),
                spec,
                any.fingerprint(),
                any.title(),
                any.category(),
                any.severity(),
                any.state(),
                any.regions(),
                any.links(),
                any.stage(),
                any.startedAt(),
                any.detectedAt(),
                any.mitigatedAt(),
                resolvedAt,
                any.decision(),
                any.rollbackBy(),
                any.rollback(),
                any.cut(),
                any.timeline());
    }
}
