package io.portcullis.testing;

import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.port.store.EnvironmentStoreContract;
import io.portcullis.port.store.IncidentStore;

final class InMemoryEnvironmentStoreTest extends EnvironmentStoreContract {

    private InMemoryIncidentStore incidents = new InMemoryIncidentStore();
    private InMemoryEnvironmentStore store = new InMemoryEnvironmentStore(incidents);

    @Override
    protected EnvironmentStore store() {
        incidents = new InMemoryIncidentStore();
        store = new InMemoryEnvironmentStore(incidents);
        return store;
    }

    @Override
    protected IncidentStore incidents() {
        return incidents;
    }

    @Override
    protected ActionQueue actions() {
        return store.actions();
    }
}
