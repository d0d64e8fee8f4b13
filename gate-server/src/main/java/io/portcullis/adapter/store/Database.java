package io.portcullis.adapter.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.isolation.IsolationStore;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.port.store.IncidentStore;
import io.portcullis.port.store.RolloutStore;
import java.sql.Types;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * The gate's schema in a PostgreSQL database, brought to what this version expects, and a bounded
 * pool of connections to it. Safe for many threads; several servers may share a database.
 */
public final class Database implements AutoCloseable {

    /** Everything the gate keeps stands here. */
    static final String SCHEMA = "portcullis";

    private static final int VERSION_MIN = 15;
    private static final int CONNECTIONS_MAX = 10;
    private static final int CONNECT_SECONDS_MAX = 5;
    private static final int ANSWER_SECONDS_MAX = 30;

    /** Shorter than the wait for an answer, so that the database says itself what took so long. */
    private static final String STATEMENT_LIMITS =
            "set statement_timeout = '20s'; set lock_timeout = '10s'";

    private final HikariDataSource connections;
    private final Transactions transactions;

    private Database(HikariDataSource connections) {
        this.connections = connections;
        this.transactions =
                new Transactions(
                        Jdbi.create(connections)
                                .registerArgument(new StorableText())
                                .registerArrayType(String.class, "text"));
    }

    /**
     * Connects, and creates or migrates the schema.
     *
     * @throws io.portcullis.port.StoreUnavailable the database cannot be reached
     * @throws IllegalStateException it is older than PostgreSQL 15
     */
    public static Database open(DatabaseAddress address) {
        var connections = Transactions.translating(() -> connect(address));
        try {
            var database = new Database(connections);
            database.requireVersion();
            Transactions.translating(() -> migrate(address));
            return database;
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    public RolloutStore rollouts() {
        return new PostgresRolloutStore(transactions);
    }

    public IncidentStore incidents() {
        return new PostgresIncidentStore(transactions);
    }

    public EnvironmentStore environment() {
        return new PostgresEnvironmentStore(transactions);
    }

    public IsolationStore isolation() {
        return new PostgresIsolationStore(transactions);
    }

    public ActionQueue actions() {
        return new PostgresActionQueue(transactions);
    }

    public EvidenceInbox inbox() {
        return new PostgresEvidenceInbox(transactions);
    }

    public ProbeStore probes() {
        return new PostgresProbeStore(transactions);
    }

    /** Connections for a library that keeps its own tables in the schema. */
    public DataSource dataSource() {
        return connections;
    }

    @Override
    public void close() {
        connections.close();
    }

    private static HikariDataSource connect(DatabaseAddress address) {
        var pool = new HikariConfig();
        pool.setPoolName("store");
        pool.setJdbcUrl(address.url());
        pool.setUsername(address.user());
        pool.setPassword(address.password());
        pool.setSchema(SCHEMA);
        pool.setMaximumPoolSize(CONNECTIONS_MAX);
        pool.setConnectionTimeout(CONNECT_SECONDS_MAX * 1_000L);
        pool.setInitializationFailTimeout(CONNECT_SECONDS_MAX * 1_000L);
        pool.setConnectionInitSql(STATEMENT_LIMITS);
        pool.addDataSourceProperty("connectTimeout", CONNECT_SECONDS_MAX);
        pool.addDataSourceProperty("socketTimeout", ANSWER_SECONDS_MAX);
        pool.addDataSourceProperty("tcpKeepAlive", true);
        pool.addDataSourceProperty("ApplicationName", SCHEMA);
        return new HikariDataSource(pool);
    }

    private void requireVersion() {
        int number =
                transactions
                        .find(
                                "select current_setting('server_version_num')::integer",
                                Map.of(),
                                (row, _) -> row.getInt(1))
                        .orElseThrow();
        int version = number / 10_000;
        if (version < VERSION_MIN) {
            throw new IllegalStateException(
                    "The database is PostgreSQL "
                            + version
                            + "; "
                            + VERSION_MIN
                            + " or newer is needed");
        }
    }

    private static int migrate(DatabaseAddress address) {
        return Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .schemas(SCHEMA)
                .locations("classpath:db/migration")
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /** PostgreSQL stores no NUL character; a text from outside may hold one. */
    private static final class StorableText extends AbstractArgumentFactory<String> {
        StorableText() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(String value, ConfigRegistry config) {
            var text = Json.storable(value);
            return (position, statement, _) -> statement.setString(position, text);
        }
    }
}
