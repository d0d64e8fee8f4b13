package io.portcullis.adapter.store;

import io.portcullis.testing.ContainerPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** On PostgreSQL 15, the oldest that is supported. */
final class ContainerPostgresStoreIT extends PostgresStoreContract {

    private @Nullable ContainerPostgres postgres;

    @Override
    TestServer server() {
        var started = ContainerPostgres.startFor("The store on PostgreSQL 15");
        postgres = started;
        return new TestServer(
                new DatabaseAddress(started.jdbcUrl(), started.user(), started.password()));
    }

    @AfterAll
    void stopServer() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
