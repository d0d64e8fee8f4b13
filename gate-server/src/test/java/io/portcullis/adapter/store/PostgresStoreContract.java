package io.portcullis.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.relay.isolation.IsolationState;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.EvidenceInboxContract;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.isolation.IsolationStore;
import io.portcullis.port.isolation.IsolationStoreContract;
import io.portcullis.port.isolation.StoredIsolation;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.ProbeStoreContract;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.ActionQueueContract;
import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.port.store.EnvironmentStoreContract;
import io.portcullis.port.store.IncidentStore;
import io.portcullis.port.store.IncidentStoreContract;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.port.store.RolloutStoreContract;
import io.portcullis.port.store.Rollouts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the stores in PostgreSQL must do on every server that is supported. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PostgresStoreContract {

    private static final int POLLS_MAX = 100_000;

    private DatabaseAddress address;
    private Database database;

    /** The server to test on; asked once. */
    abstract TestServer server();

    @BeforeAll
    void open() {
        address = server().freshDatabase();
        database = Database.open(address);
    }

    @AfterAll
    void close() {
        // Where there is no such server, opening was given up and there is nothing to close.
        if (database != null) {
            database.close();
        }
    }

    private Database emptied() {
        try (var connection = TestServer.connect(address)) {
            TestServer.execute(
                    connection,
                    """
                    truncate rollout, rollout_event, rollout_analysis, rollout_series_book,
                             rollout_look, action, incident, running_release,
                             environment, rollout_freeze, isolation,
                             inbox, inbox_head, inbox_series, inbox_relay_node,
                             probe_result, probed_server
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    @Test
    void migratesOnceAndOpensAgain() {
        try (var again = Database.open(address)) {
            assertThat(again.rollouts().running()).isNotNull();
        }
    }

    @Test
    void leavesNothingHalfDoneWhenTheConnectionDiesWithinACommit() throws Exception {
        var store = emptied().rollouts();
        var id = Rollouts.id(1);
        store.create(Rollouts.held(id, Rollouts.SERVICE));
        var commit = Rollouts.look(id, 2, 1);

        try (var other = TestServer.connect(address);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Another session holds the row of the analysis: the commit has written its events and
            // its look, and waits there.
            other.setAutoCommit(false);
            TestServer.execute(other, "select from rollout_analysis for update");
            var committing = threads.submit(() -> store.commit(commit));
            killWhenBlocked();

            assertThatThrownBy(committing::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(StoreUnavailable.class);
            other.rollback();
        }

        var stored = store.find(id).orElseThrow();
        assertThat(stored.lastSequence()).isEqualTo(2);
        assertThat(stored.lastLook()).isZero();
        assertThat(store.looks(id, 1, 10)).isEmpty();
        assertThat(store.snapshot(id).orElseThrow().look()).isZero();

        store.commit(commit);

        assertThat(store.find(id).orElseThrow().lastLook()).isEqualTo(1);
    }

    private void killWhenBlocked() throws SQLException {
        try (Connection watcher = TestServer.connect(address)) {
            for (int i = 0; i < POLLS_MAX; i++) {
                var killed =
                        TestServer.ask(
                                watcher,
                                """
                                select pg_terminate_backend(pid) from pg_stat_activity
                                where datname = current_database()
                                  and wait_event_type = 'Lock' and state = 'active'
                                """);
                if (killed.equals("t")) {
                    return;
                }
            }
            throw new IllegalStateException("no commit was ever blocked");
        }
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        var nowhere = new DatabaseAddress("jdbc:postgresql://localhost:1/none", "nobody", "");

        assertThatThrownBy(() -> Database.open(nowhere)).isInstanceOf(StoreUnavailable.class);
    }

    @Nested
    final class InRollouts extends RolloutStoreContract {
        @Override
        protected RolloutStore store() {
            return emptied().rollouts();
        }
    }

    @Nested
    final class InActions extends ActionQueueContract {
        @Override
        protected RolloutStore store() {
            return emptied().rollouts();
        }

        @Override
        protected ActionQueue queue() {
            return database.actions();
        }
    }

    @Nested
    final class InEnvironment extends EnvironmentStoreContract {
        @Override
        protected EnvironmentStore store() {
            return emptied().environment();
        }

        @Override
        protected IncidentStore incidents() {
            return database.incidents();
        }

        @Override
        protected ActionQueue actions() {
            return database.actions();
        }
    }

    @Nested
    final class InIncidents extends IncidentStoreContract {
        @Override
        protected RolloutStore store() {
            return emptied().rollouts();
        }

        @Override
        protected IncidentStore incidents() {
            return database.incidents();
        }
    }

    @Nested
    final class InInbox extends EvidenceInboxContract {
        @Override
        protected EvidenceInbox inbox() {
            return emptied().inbox();
        }
    }

    @Nested
    final class InIsolation extends IsolationStoreContract {
        @Override
        protected IsolationStore store() {
            return emptied().isolation();
        }

        @Test
        void forgetsWhatThisVersionCannotReadAndGoesOn() throws SQLException {
            var store = store();
            store.save(StoredIsolation.NONE.next(Instant.EPOCH, IsolationState.NONE));
            try (var connection = TestServer.connect(address)) {
                TestServer.execute(
                        connection, "update isolation set state = '{\"of\": \"later\"}'");
            }

            var stored = store.load();

            assertThat(stored.state()).isEqualTo(IsolationState.NONE);
            store.save(stored.next(Instant.EPOCH, IsolationState.NONE));
            assertThat(store.load().revision()).isEqualTo(2);
        }
    }

    @Nested
    final class InProbes extends ProbeStoreContract {
        @Override
        protected ProbeStore store() {
            return emptied().probes();
        }
    }
}
