package io.portcullis.testing;

import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.ProbeStoreContract;

final class InMemoryProbeStoreTest extends ProbeStoreContract {
    @Override
    protected ProbeStore store() {
        return new InMemoryProbeStore();
    }
}
