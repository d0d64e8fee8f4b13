package io.portcullis.adapter.store;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.store.Bytes;
import io.portcullis.port.store.Creation;
import io.portcullis.port.store.NewRollout;
import io.portcullis.port.store.Page;
import io.portcullis.port.store.RolloutCommit;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.port.store.StoredLook;
import io.portcullis.port.store.StoredRollout;
import io.portcullis.port.store.StoredSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rollouts in PostgreSQL. What a write consists of is in {@link RolloutWrites}. */
final class PostgresRolloutStore implements RolloutStore {

    private static final String RUNNING =
            "select id from rollout where service = :service and not finished";

    /** Each is spent when the rollout that stood in the way ends between two statements. */
    private static final int CREATE_ATTEMPTS_MAX = 3;

    private final Transactions transactions;

    PostgresRolloutStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Creation create(NewRollout rollout) {
        return transactions.ask(handle -> create(handle, rollout));
    }

    private static Creation create(Handle handle, NewRollout rollout) {
        for (int attempt = 0; attempt < CREATE_ATTEMPTS_MAX; attempt++) {
            if (RolloutWrites.insert(handle, rollout)) {
                return new Creation.Created();
            }
            var obstacle = repetition(handle, rollout).or(() -> busy(handle, rollout.service()));
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
        }
        throw new StaleRevision("Rollouts of " + rollout.service() + " come and go; try again");
    }

    private static Optional<Creation> repetition(Handle handle, NewRollout rollout) {
        return Transactions.find(
                handle,
                "select id, content_hash from rollout where request_id = :request",
                Map.of("request", rollout.requestId()),
                (row, _) ->
                        row.getString("content_hash").equals(rollout.contentHash())
                                ? new Creation.Repeated(id(row))
                                : new Creation.RequestTaken(id(row)));
    }

    private static Optional<Creation> busy(Handle handle, ServiceName service) {
        return Transactions.find(
                handle, RUNNING, of(service), (row, _) -> new Creation.ServiceBusy(id(row)));
    }

    @Override
    public Optional<StoredRollout> find(RolloutId id) {
        var rows =
                transactions.list(
                        """
                        select r.*, e.entry
                        from rollout r join rollout_event e on e.rollout = r.id
                        where r.id = :id
                        order by e.sequence
                        """,
                        of(id),
                        (row, _) -> EventRow.of(row));
        return EventRow.rollouts(rows).stream().findFirst();
    }

    @Override
    public List<LoggedEvent> eventsAfter(RolloutId id, long sequence, int limit) {
        return transactions.list(
                """
                select entry from rollout_event
                where rollout = :id and sequence > :sequence
                order by sequence limit :limit
                """,
                Map.of(
                        "id", id.value(),
                        "sequence", sequence,
                        "limit", Math.min(limit, EVENTS_MAX)),
                (row, _) -> Json.read(row.getString("entry"), LoggedEvent.class));
    }

    @Override
    public Page<StoredRollout> list(@Nullable ServiceName service, String pageToken, int pageSize) {
        var cut = new PageCut(pageToken, pageSize);
        var rows =
                transactions.list(
                        """
                        select r.*, e.entry
                        from (select * from rollout
                              where (:service = '' or service = :service) and id < :before
                              order by id desc limit :limit) r
                        join rollout_event e on e.rollout = r.id
                        order by r.id desc, e.sequence
                        """,
                        Map.of(
                                "service", service == null ? "" : service.value(),
                                "before", cut.before(),
                                "limit", cut.sizeAndOne()),
                        (row, _) -> EventRow.of(row));
        return cut.page(EventRow.rollouts(rows), rollout -> rollout.id().value());
    }

    @Override
    public List<RolloutId> running() {
        return transactions.list(
                "select id from rollout where not finished order by id",
                Map.of(),
                (row, _) -> id(row));
    }

    @Override
    public Optional<RolloutId> running(ServiceName service) {
        return transactions.find(RUNNING, of(service), (row, _) -> id(row));
    }

    @Override
    public void commit(RolloutCommit commit) {
        transactions.run(handle -> RolloutWrites.apply(handle, commit));
    }

    @Override
    public Optional<StoredSnapshot> snapshot(RolloutId id) {
        return transactions.find(
                """
                select look, snapshot from rollout_analysis
                where rollout = :id and length(snapshot) > 0
                """,
                of(id),
                (row, _) -> new StoredSnapshot(row.getInt("look"), bytes(row, "snapshot")));
    }

    @Override
    public Map<String, Bytes> seriesBooks(RolloutId id) {
        return transactions
                .list(
                        "select source, book from rollout_series_book where rollout = :id",
                        of(id),
                        (row, _) -> Map.entry(row.getString("source"), bytes(row, "book")))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<StoredLook> looks(RolloutId id, int from, int to) {
        return transactions.list(
                """
                select look, evidence from rollout_look
                where rollout = :id and look between :from and :to
                order by look
                """,
                Map.of("id", id.value(), "from", from, "to", to),
                (row, _) ->
                        new StoredLook(
                                row.getInt("look"),
                                EvidenceFormat.readLook(row.getBytes("evidence"))));
    }

    @Override
    public Optional<Bytes> lastReport(RolloutId id) {
        return transactions.find(
                """
                select report from rollout_analysis
                where rollout = :id and length(report) > 0
                """,
                of(id),
                (row, _) -> bytes(row, "report"));
    }

    @Override
    public SortedMap<Region, RunningRelease> runningReleases(ServiceName service) {
        var releases = new TreeMap<Region, RunningRelease>();
        transactions
                .list(
                        "select region, release from running_release where service = :service",
                        of(service),
                        (row, _) ->
                                Map.entry(
                                        new Region(row.getString("region")),
                                        Json.read(row.getString("release"), RunningRelease.class)))
                .forEach(running -> releases.put(running.getKey(), running.getValue()));
        return releases;
    }

    private static Map<String, ?> of(RolloutId id) {
        return Map.of("id", id.value());
    }

    private static Map<String, ?> of(ServiceName service) {
        return Map.of("service", service.value());
    }

    private static RolloutId id(ResultSet row) throws SQLException {
        return new RolloutId(row.getObject("id", UUID.class));
    }

    private static Bytes bytes(ResultSet row, String column) throws SQLException {
        return Bytes.of(row.getBytes(column));
    }
}
