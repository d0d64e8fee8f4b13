package io.portcullis.testing;

import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.port.store.EnvironmentStoreContract;
import io.portcullis.port.store.IncidentStore;

final class InMemoryEnvironmentStoreTest extends EnvironmentStoreContract {

    private InMemoryIncidentStore incidents = new InMemoryIncidentStore();

    @Override
    protected EnvironmentStore store() {
        incidents = new InMemoryIncidentStore();
        return new InMemoryEnvironmentStore(incidents);
    }

    @Override
    protected IncidentStore incidents() {
        return incidents;
    }
}
