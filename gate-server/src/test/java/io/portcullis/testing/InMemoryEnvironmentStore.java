package io.portcullis.testing;

import io.portcullis.kernel.environment.freeze.FreezeId;
import io.portcullis.kernel.environment.freeze.PersonsFreeze;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.store.EnvironmentCommit;
import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.port.store.Page;
import io.portcullis.port.store.StoredHealth;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Standing health and freezes in memory; incidents go where those of rollouts go, pages do not. */
public final class InMemoryEnvironmentStore implements EnvironmentStore {

    private final InMemoryIncidentStore incidents;
    private final Map<FreezeId, PersonsFreeze> freezes = new HashMap<>();
    private final InMemoryActionQueue actions = new InMemoryActionQueue();
    private StoredHealth stored = StoredHealth.NONE;

    public InMemoryEnvironmentStore(InMemoryIncidentStore incidents) {
        this.incidents = incidents;
    }

    /** Where its pages go. */
    public InMemoryActionQueue actions() {
        return actions;
    }

    @Override
    public synchronized StoredHealth load() {
        return stored;
    }

    @Override
    public synchronized void commit(EnvironmentCommit commit) {
        if (commit.expectedRevision() != stored.revision()) {
            throw new StaleRevision("revision is " + stored.revision());
        }
        stored = new StoredHealth(stored.revision() + 1, commit.health());
        commit.incidents().forEach(incidents::put);
        actions.forgetToldBefore(commit.health().at().minus(TOLD_PAGES_KEPT));
        actions.add(commit.pages());
    }

    @Override
    public synchronized boolean add(PersonsFreeze freeze, Instant now) {
        if (freezesFrom(now).size() >= IN_FORCE_MAX) {
            return false;
        }
        freezes.put(freeze.id(), freeze);
        return true;
    }

    @Override
    public synchronized void replace(PersonsFreeze freeze) {
        freezes.replace(freeze.id(), freeze);
    }

    @Override
    public synchronized Optional<PersonsFreeze> freeze(FreezeId id) {
        return Optional.ofNullable(freezes.get(id));
    }

    @Override
    public synchronized List<PersonsFreeze> freezesFrom(Instant now) {
        return newestFirst().stream()
                .filter(it -> it.ended() == null && it.until().isAfter(now))
                .limit(IN_FORCE_MAX)
                .toList();
    }

    @Override
    public synchronized Page<PersonsFreeze> freezes(String pageToken, int pageSize) {
        return InMemoryPages.cut(newestFirst(), it -> it.id().value(), pageToken, pageSize);
    }

    private List<PersonsFreeze> newestFirst() {
        return freezes.values().stream()
                .sorted(
                        Comparator.comparing((PersonsFreeze it) -> it.id().value().toString())
                                .reversed())
                .toList();
    }
}
