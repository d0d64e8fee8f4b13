package io.portcullis.adapter.store;

import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.QueuedAction;
import io.portcullis.port.store.QueuedPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The outbox in PostgreSQL. */
final class PostgresActionQueue implements ActionQueue {

    private final Transactions transactions;

    PostgresActionQueue(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<QueuedAction> due(RolloutId rollout, Instant now) {
        return transactions.list(
                """
                select * from action
                where rollout = :rollout and done_at is null and next_attempt_at <= :now
                order by ordinal limit :limit
                """,
                Map.of("rollout", rollout.value(), "now", now, "limit", DUE_MAX),
                (row, _) -> queued(row));
    }

    @Override
    public List<QueuedAction> open(RolloutId rollout) {
        return transactions.list(
                """
                select * from action
                where rollout = :rollout and done_at is null
                order by ordinal
                """,
                Map.of("rollout", rollout.value()),
                (row, _) -> queued(row));
    }

    @Override
    public List<RolloutId> finishedDue(Instant now) {
        return transactions.list(
                """
                select distinct action.rollout
                from action join rollout on rollout.id = action.rollout
                where rollout.finished
                  and action.done_at is null and action.next_attempt_at <= :now
                order by action.rollout
                """,
                Map.of("now", now),
                (row, _) -> new RolloutId(row.getObject("rollout", UUID.class)));
    }

    @Override
    public List<QueuedPage> pagesDue(Instant now) {
        return transactions.list(
                """
                select action, attempts from action
                where rollout is null and done_at is null and next_attempt_at <= :now
                order by ordinal limit :limit
                """,
                Map.of("now", now, "limit", DUE_MAX),
                (row, _) ->
                        new QueuedPage(
                                Json.read(row.getString("action"), Action.Page.class),
                                row.getInt("attempts")));
    }

    @Override
    public void attempted(String key, Instant nextAttemptAt, String failure) {
        transactions.run(handle ->
                Transactions.update(
                        handle,
                        """
                        update action
                        set attempts = attempts + 1, next_attempt_at = :next,
                            failure = :failure
                        where key = :key and done_at is null
                        """,
                        Map.of("key", key, "next", nextAttemptAt, "failure", failure)));
    }

    @Override
    public void done(String key, String result) {
        transactions.run(handle ->
                Transactions.update(
                        handle,
                        """
                        update action set done_at = now(), result = :result
                        where key = :key and done_at is null
                        """,
                        Map.of("key", key, "result", result)));
    }

    private static QueuedAction queued(ResultSet row) throws SQLException {
        return new QueuedAction(
                new RolloutId(row.getObject("rollout", UUID.class)),
                Json.read(row.getString("action"), Action.class),
                row.getInt("attempts"),
                row.getTimestamp("next_attempt_at").toInstant(),
                row.getString("failure"));
    }
}
