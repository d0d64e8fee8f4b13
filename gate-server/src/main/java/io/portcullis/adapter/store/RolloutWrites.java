package io.portcullis.adapter.store;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.store.Bytes;
import io.portcullis.port.store.JudgedLook;
import io.portcullis.port.store.NewRollout;
import io.portcullis.port.store.RolloutCommit;
import io.portcullis.port.store.RolloutStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The statements a rollout's writes consist of, all within the caller's transaction. */
final class RolloutWrites {

    private RolloutWrites() {}

    /** Returns whether it was stored; nothing was when another rollout or request is in the way. */
    static boolean insert(Handle handle, NewRollout rollout) {
        int inserted =
                Transactions.update(
                        handle,
                        """
                        insert into rollout (id, service, request_id, content_hash, state, finished,
                                             last_sequence, last_look, inbox_cursor)
                        values (:id, :service, nullif(:request, ''), :hash, :state, :finished,
                                :sequence, 0, :cursor)
                        on conflict do nothing
                        """,
                        Map.of(
                                "id", rollout.id().value(),
                                "service", rollout.service().value(),
                                "request", rollout.requestId(),
                                "hash", rollout.contentHash(),
                                "state", rollout.state().name(),
                                "finished", isFinished(rollout.state()),
                                "sequence", rollout.events().getLast().sequence(),
                                "cursor", rollout.inboxCursor()));
        if (inserted == 0) {
            return false;
        }
        var id = rollout.id();
        addEvents(handle, id, rollout.events());
        addLooksBefore(handle, id, rollout.before());
        setAnalysis(handle, id, 0, rollout.snapshot(), Bytes.NONE);
        setSeriesBooks(handle, id, rollout.seriesBooks());
        addActions(handle, id, rollout.actions());
        return true;
    }

    static void apply(Handle handle, RolloutCommit commit) {
        var id = commit.id();
        advance(handle, commit);
        addEvents(handle, id, commit.events());
        var look = commit.look();
        if (look != null) {
            addLook(handle, id, look);
        }
        var incident = commit.incident();
        if (incident != null) {
            setIncident(handle, id, incident);
        }
        addActions(handle, id, commit.actions());
        finish(handle, commit.finished());
        setRunning(handle, commit);
    }

    /** Everything else hangs on this: the row is locked, and whoever comes second finds it changed. */
    private static void advance(Handle handle, RolloutCommit commit) {
        var look = commit.look();
        int advanced =
                Transactions.update(
                        handle,
                        """
                        update rollout
                        set state = :state, finished = :finished,
                            last_sequence = :expected + :events,
                            last_look = last_look + :looks,
                            inbox_cursor = greatest(inbox_cursor, :cursor)
                        where id = :id and last_sequence = :expected
                          and (:looks = 0 or last_look = :look - 1)
                        """,
                        Map.of(
                                "id", commit.id().value(),
                                "state", commit.state().name(),
                                "finished", isFinished(commit.state()),
                                "expected", commit.expectedSequence(),
                                "events", commit.events().size(),
                                "looks", look == null ? 0 : 1,
                                "look", look == null ? 0 : look.look(),
                                "cursor", look == null ? 0L : look.inboxCursor()));
        if (advanced == 0) {
            throw new StaleRevision(
                    commit.id().resourceName()
                            + " is no longer at sequence "
                            + commit.expectedSequence()
                            + (look == null ? "" : " and look " + (look.look() - 1)));
        }
    }

    private static void addEvents(Handle handle, RolloutId id, List<LoggedEvent> events) {
        Transactions.updateAll(
                handle,
                """
                insert into rollout_event (rollout, sequence, at, type, entry)
                values (:id, :sequence, :at, :type, cast(:entry as jsonb))
                """,
                events.stream().<Map<String, ?>>map(event -> eventValues(id, event)).toList());
    }

    private static Map<String, ?> eventValues(RolloutId id, LoggedEvent event) {
        return Map.of(
                "id", id.value(),
                "sequence", event.sequence(),
                "at", event.at(),
                "type", StoredTypes.nameOf(event.event()),
                "entry", Json.write(event));
    }

    private static void addLook(Handle handle, RolloutId id, JudgedLook look) {
        addEvidence(handle, List.of(lookValues(id, look.look(), look.evidence())));
        Transactions.update(
                handle,
                "delete from rollout_look where rollout = :id and look between :first and :last",
                Map.of(
                        "id",
                        id.value(),
                        "first",
                        look.referenceLook() + 1,
                        "last",
                        look.look() - RolloutStore.LOOKS_KEPT));
        setAnalysis(handle, id, look.look(), look.snapshot(), look.report());
        setSeriesBooks(handle, id, look.seriesBooks());
    }

    private static void addLooksBefore(Handle handle, RolloutId id, List<LookEvidence> before) {
        var rows = new ArrayList<Map<String, ?>>();
        for (int i = 0; i < before.size(); i++) {
            rows.add(lookValues(id, i + 1 - before.size(), before.get(i)));
        }
        addEvidence(handle, rows);
    }

    private static void addEvidence(Handle handle, List<Map<String, ?>> rows) {
        Transactions.updateAll(
                handle,
                """
                insert into rollout_look (rollout, look, at, evidence)
                values (:id, :look, :at, :evidence)
                """,
                rows);
    }

    private static Map<String, ?> lookValues(RolloutId id, int look, LookEvidence evidence) {
        return Map.of(
                "id", id.value(),
                "look", look,
                "at", evidence.at(),
                "evidence", EvidenceFormat.write(evidence));
    }

    private static void setAnalysis(
            Handle handle, RolloutId id, int look, Bytes snapshot, Bytes report) {
        int stored =
                Transactions.update(
                        handle,
                        """
                        insert into rollout_analysis as stored (rollout, look, snapshot, report)
                        values (:id, :look, :snapshot, :report)
                        on conflict (rollout) do update
                        set look = excluded.look, snapshot = excluded.snapshot,
                            report = excluded.report
                        where stored.look = excluded.look - 1
                        """,
                        Map.of(
                                "id", id.value(),
                                "look", look,
                                "snapshot", snapshot.toArray(),
                                "report", report.toArray()));
        if (stored == 0) {
            throw new StaleRevision(
                    "The analysis of " + id.resourceName() + " is not at look " + (look - 1));
        }
    }

    private static void setSeriesBooks(Handle handle, RolloutId id, Map<String, Bytes> books) {
        Transactions.updateAll(
                handle,
                """
                insert into rollout_series_book (rollout, source, book)
                values (:id, :source, :book)
                on conflict (rollout, source) do update set book = excluded.book
                """,
                books.entrySet().stream()
                        .<Map<String, ?>>map(book ->
                                Map.of(
                                        "id", id.value(),
                                        "source", book.getKey(),
                                        "book", book.getValue().toArray()))
                        .toList());
    }

    private static void addActions(Handle handle, RolloutId id, List<Action> actions) {
        Transactions.updateAll(
                handle,
                """
                insert into action (key, rollout, action)
                values (:key, :id, cast(:action as jsonb))
                on conflict (key) do nothing
                """,
                actions.stream()
                        .<Map<String, ?>>map(action ->
                                Map.of(
                                        "key", action.key(),
                                        "id", id.value(),
                                        "action", Json.write(action)))
                        .toList());
    }

    private static void finish(Handle handle, List<String> keys) {
        Transactions.updateAll(
                handle,
                "update action set done_at = now() where key = :key and done_at is null",
                keys.stream().<Map<String, ?>>map(key -> Map.of("key", key)).toList());
    }

    private static void setIncident(Handle handle, RolloutId id, Incident incident) {
        Transactions.update(
                handle,
                """
                insert into incident (id, rollout, service, open, incident)
                values (:id, :rollout, :service, :open, cast(:incident as jsonb))
                on conflict (id) do update
                set open = excluded.open, incident = excluded.incident
                """,
                Map.of(
                        "id", incident.id().value(),
                        "rollout", id.value(),
                        "service", incident.rollout().service().name().value(),
                        "open", incident.resolvedAt() == null,
                        "incident", Json.write(incident)));
    }

    private static void setRunning(Handle handle, RolloutCommit commit) {
        Transactions.updateAll(
                handle,
                """
                insert into running_release (service, region, release)
                select service, :region, cast(:release as jsonb) from rollout where id = :id
                on conflict (service, region) do update set release = excluded.release
                """,
                commit.running().entrySet().stream()
                        .<Map<String, ?>>map(running ->
                                Map.of(
                                        "id", commit.id().value(),
                                        "region", running.getKey().name(),
                                        "release", Json.write(running.getValue())))
                        .toList());
    }

    private static boolean isFinished(RolloutState.Name state) {
        return switch (state) {
            case REFUSED, ROLLED_BACK, SUCCEEDED -> true;
            case REQUESTED,
                    HELD,
                    PAUSED,
                    BAKING,
                    ROLLING_BACK,
                    VERIFYING,
                    ROLLBACK_STUCK,
                    ROLLBACK_INEFFECTIVE ->
                    false;
        };
    }
}
