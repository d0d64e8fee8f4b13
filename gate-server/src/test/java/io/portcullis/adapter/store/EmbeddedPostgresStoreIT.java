package io.portcullis.adapter.store;

/** On PostgreSQL 18, the one that the gate brings along. */
final class EmbeddedPostgresStoreIT extends PostgresStoreContract {

    @Override
    TestServer server() {
        return SharedEmbeddedDatabase.server();
    }
}
