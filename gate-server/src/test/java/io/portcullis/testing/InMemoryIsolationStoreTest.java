package io.portcullis.testing;

import io.portcullis.port.isolation.IsolationStore;
import io.portcullis.port.isolation.IsolationStoreContract;

final class InMemoryIsolationStoreTest extends IsolationStoreContract {

    @Override
    protected IsolationStore store() {
        return new InMemoryIsolationStore();
    }
}
