package io.portcullis.adapter.store;

import io.portcullis.kernel.environment.freeze.FreezeId;
import io.portcullis.kernel.environment.freeze.PersonsFreeze;
import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.store.EnvironmentCommit;
import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.port.store.Page;
import io.portcullis.port.store.StoredHealth;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Standing health and freezes in PostgreSQL. */
final class PostgresEnvironmentStore implements EnvironmentStore {

    private final Transactions transactions;

    PostgresEnvironmentStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public StoredHealth load() {
        return transactions
                .find(
                        "select revision, health from environment",
                        Map.of(),
                        (row, _) ->
                                new StoredHealth(
                                        row.getLong("revision"),
                                        Json.read(row.getString("health"), StandingHealth.class)))
                .orElse(StoredHealth.NONE);
    }

    @Override
    public void commit(EnvironmentCommit commit) {
        transactions.run(handle -> {
            advance(handle, commit);
            commit.incidents().forEach(it -> setIncident(handle, it));
            forgetToldPages(handle, commit.health().at());
            addPages(handle, commit.pages());
        });
    }

    /** The row is locked, and whoever comes second finds it changed. */
    private static void advance(Handle handle, EnvironmentCommit commit) {
        int changed =
                Transactions.update(
                        handle,
                        commit.expectedRevision() == 0
                                ? """
                                insert into environment (revision, health)
                                values (:expected + 1, cast(:health as jsonb))
                                on conflict do nothing
                                """
                                : """
                                update environment
                                set revision = revision + 1, health = cast(:health as jsonb)
                                where revision = :expected
                                """,
                        Map.of(
                                "expected",
                                commit.expectedRevision(),
                                "health",
                                Json.write(commit.health())));
        if (changed == 0) {
            throw new StaleRevision(
                    "The environment has gone on since revision " + commit.expectedRevision());
        }
    }

    private static void forgetToldPages(Handle handle, Instant now) {
        Transactions.update(
                handle,
                "delete from action where rollout is null and done_at < :before",
                Map.of("before", Timestamp.from(now.minus(TOLD_PAGES_KEPT))));
    }

    private static void addPages(Handle handle, List<Action.Page> pages) {
        Transactions.updateAll(
                handle,
                """
                insert into action (key, action) values (:key, cast(:action as jsonb))
                on conflict (key) do nothing
                """,
                pages.stream()
                        .<Map<String, ?>>map(page ->
                                Map.of("key", page.key(), "action", Json.write((Action) page)))
                        .toList());
    }

    private static void setIncident(Handle handle, EnvironmentIncident incident) {
        Map<String, @Nullable Object> values = new HashMap<>();
        var service = incident.fault().service();
        values.put("id", incident.id().value());
        values.put("service", service == null ? null : service.value());
        values.put("open", incident.fault().isOpen());
        values.put("incident", Json.write(incident));
        Transactions.update(
                handle,
                """
                insert into incident (id, service, open, incident)
                values (:id, :service, :open, cast(:incident as jsonb))
                on conflict (id) do update
                set open = excluded.open, incident = excluded.incident
                """,
                values);
    }

    @Override
    public boolean add(PersonsFreeze freeze, Instant now) {
        var values = new HashMap<>(values(freeze));
        values.put("now", Timestamp.from(now));
        values.put("limit", IN_FORCE_MAX);
        return transactions.ask(handle -> {
            // Two that are counted at the same time would both find room for one.
            Transactions.update(
                    handle, "lock table rollout_freeze in share row exclusive mode", Map.of());
            return Transactions.update(
                            handle,
                            """
                            insert into rollout_freeze (id, until, ended, content)
                            select :id, :until, :ended, cast(:content as jsonb)
                            where :limit > (
                                select count(*) from rollout_freeze
                                where not ended and until > :now)
                            """,
                            values)
                    > 0;
        });
    }

    @Override
    public void replace(PersonsFreeze freeze) {
        transactions.run(handle ->
                Transactions.update(
                        handle,
                        """
                        update rollout_freeze
                        set until = :until, ended = :ended, content = cast(:content as jsonb)
                        where id = :id
                        """,
                        values(freeze)));
    }

    private static Map<String, Object> values(PersonsFreeze freeze) {
        return Map.of(
                "id",
                freeze.id().value(),
                "until",
                Timestamp.from(freeze.until()),
                "ended",
                freeze.ended() != null,
                "content",
                Json.write(freeze));
    }

    @Override
    public Optional<PersonsFreeze> freeze(FreezeId id) {
        return transactions.find(
                "select content from rollout_freeze where id = :id",
                Map.of("id", id.value()),
                (row, _) -> freeze(row));
    }

    @Override
    public List<PersonsFreeze> freezesFrom(Instant now) {
        return transactions.list(
                """
                select content from rollout_freeze
                where not ended and until > :now
                order by id desc limit :limit
                """,
                Map.of("now", Timestamp.from(now), "limit", IN_FORCE_MAX),
                (row, _) -> freeze(row));
    }

    @Override
    public Page<PersonsFreeze> freezes(String pageToken, int pageSize) {
        var cut = new PageCut(pageToken, pageSize);
        var found =
                transactions.list(
                        """
                        select content from rollout_freeze
                        where id < :before order by id desc limit :limit
                        """,
                        Map.of("before", cut.before(), "limit", cut.sizeAndOne()),
                        (row, _) -> freeze(row));
        return cut.page(found, freeze -> freeze.id().value());
    }

    private static PersonsFreeze freeze(ResultSet row) throws SQLException {
        return Json.read(row.getString("content"), PersonsFreeze.class);
    }
}
