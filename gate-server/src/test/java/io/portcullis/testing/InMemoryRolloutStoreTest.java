package io.portcullis.testing;

import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.ActionQueueContract;
import io.portcullis.port.store.IncidentStore;
import io.portcullis.port.store.IncidentStoreContract;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.port.store.RolloutStoreContract;
import org.junit.jupiter.api.Nested;

final class InMemoryRolloutStoreTest {

    private InMemoryRolloutStore store = new InMemoryRolloutStore();

    private RolloutStore fresh() {
        store = new InMemoryRolloutStore();
        return store;
    }

    @Nested
    final class Rollouts extends RolloutStoreContract {
        @Override
        protected RolloutStore store() {
            return fresh();
        }
    }

    @Nested
    final class Actions extends ActionQueueContract {
        @Override
        protected RolloutStore store() {
            return fresh();
        }

        @Override
        protected ActionQueue queue() {
            return store.actions();
        }
    }

    @Nested
    final class Incidents extends IncidentStoreContract {
        @Override
        protected RolloutStore store() {
            return fresh();
        }

        @Override
        protected IncidentStore incidents() {
            return store.incidents();
        }
    }
}
