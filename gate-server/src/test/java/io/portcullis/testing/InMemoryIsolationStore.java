package io.portcullis.testing;

import io.portcullis.port.StaleRevision;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.isolation.IsolationStore;
import io.portcullis.port.isolation.StoredIsolation;

/** What is remembered of regions, in memory; it can be away. */
public final class InMemoryIsolationStore implements IsolationStore {

    private StoredIsolation stored = StoredIsolation.NONE;
    private boolean away;

    @Override
    public synchronized StoredIsolation load() {
        requireThere();
        return stored;
    }

    @Override
    public synchronized void save(StoredIsolation next) {
        requireThere();
        if (next.revision() != stored.revision() + 1) {
            throw new StaleRevision("revision is " + stored.revision());
        }
        stored = next;
    }

    /** From now on it cannot be reached. */
    public synchronized void leave() {
        away = true;
    }

    public synchronized void comeBack() {
        away = false;
    }

    private void requireThere() {
        if (away) {
            throw new StoreUnavailable("the store is away", null);
        }
    }
}
