package io.portcullis.adapter.store;

import io.portcullis.kernel.relay.isolation.IsolationState;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.StoreUnreadable;
import io.portcullis.port.isolation.IsolationStore;
import io.portcullis.port.isolation.StoredIsolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is remembered of regions in PostgreSQL: one row. */
final class PostgresIsolationStore implements IsolationStore {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresIsolationStore.class);

    private final Transactions transactions;

    PostgresIsolationStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public StoredIsolation load() {
        return transactions
                .find(
                        "select revision, at, state from isolation",
                        Map.of(),
                        (row, _) -> stored(row))
                .orElse(StoredIsolation.NONE);
    }

    private static StoredIsolation stored(ResultSet row) throws SQLException {
        return new StoredIsolation(
                row.getLong("revision"),
                row.getTimestamp("at").toInstant(),
                state(row.getString("state")));
    }

    /** It is worth minutes only: a watch that stands still for its sake would be worse. */
    private static IsolationState state(String json) {
        try {
            return Json.read(json, IsolationState.class);
        } catch (StoreUnreadable e) {
            LOG.warn("What was remembered of regions is forgotten. cause={}", e.getMessage());
            return IsolationState.NONE;
        }
    }

    @Override
    public void save(StoredIsolation next) {
        int changed =
                transactions.ask(handle ->
                        Transactions.update(
                                handle,
                                next.revision() == 1
                                        ? """
                                        insert into isolation (revision, at, state)
                                        values (:revision, :at, cast(:state as jsonb))
                                        on conflict do nothing
                                        """
                                        : """
                                        update isolation
                                        set revision = :revision, at = :at, state = cast(:state as jsonb)
                                        where revision = :revision - 1
                                        """,
                                Map.of(
                                        "revision",
                                        next.revision(),
                                        "at",
                                        Timestamp.from(next.at()),
                                        "state",
                                        Json.write(next.state()))));
        if (changed == 0) {
            throw new StaleRevision(
                    "What is remembered of regions has gone on before revision " + next.revision());
        }
    }
}
