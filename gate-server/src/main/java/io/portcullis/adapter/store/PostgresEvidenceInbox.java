package io.portcullis.adapter.store;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.relay.NodeProtocols;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.InboxBatch;
import io.portcullis.port.InboxRow;
import io.portcullis.port.RelayNode;
import io.portcullis.port.SeriesValue;
import io.portcullis.port.StaleRevision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Pushed evidence in PostgreSQL. */
final class PostgresEvidenceInbox implements EvidenceInbox {

    private final Transactions transactions;

    PostgresEvidenceInbox(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public long append(InboxBatch batch) {
        return transactions.ask(handle -> {
            long cursor = nextCursor(handle, batch.service());
            addRow(handle, batch, cursor);
            setSeries(handle, batch);
            setNodes(handle, batch);
            forget(handle, batch);
            return cursor;
        });
    }

    private static long nextCursor(Handle handle, ServiceName service) {
        return Transactions.find(
                        handle,
                        """
                        insert into inbox_head as head (service, cursor) values (:service, 1)
                        on conflict (service) do update set cursor = head.cursor + 1
                        returning cursor
                        """,
                        Map.of("service", service.value()),
                        (row, _) -> row.getLong("cursor"))
                .orElseThrow();
    }

    private static void addRow(Handle handle, InboxBatch batch, long cursor) {
        Transactions.update(
                handle,
                """
                insert into inbox (service, cursor, at, replica, evidence)
                values (:service, :cursor, :at, :replica, :evidence)
                """,
                Map.of(
                        "service", batch.service().value(),
                        "cursor", cursor,
                        "at", batch.evidence().at(),
                        "replica", batch.replica(),
                        "evidence", EvidenceFormat.write(batch.evidence())));
    }

    private static void setSeries(Handle handle, InboxBatch batch) {
        int[] stored =
                Transactions.updateAll(
                        handle,
                        """
                        insert into inbox_series as stored
                            (service, series, epoch, value, at, revision, seen_at)
                        select :service, :series, :epoch, :value, :at, :revision, :seen
                        where :revision = 1 or exists (
                            select 1 from inbox_series
                            where service = :service and series = :series)
                        on conflict (service, series) do update
                        set epoch = excluded.epoch, value = excluded.value, at = excluded.at,
                            revision = excluded.revision, seen_at = excluded.seen_at
                        where stored.revision = excluded.revision - 1
                        """,
                        batch.series().stream()
                                .<Map<String, ?>>map(series -> values(batch, series))
                                .toList());
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] == 0) {
                var series = batch.series().get(i);
                throw new StaleRevision(
                        "Series " + series.series() + " is not at " + (series.revision() - 1));
            }
        }
    }

    private static Map<String, ?> values(InboxBatch batch, SeriesValue series) {
        return Map.of(
                "service", batch.service().value(),
                "series", series.series(),
                "epoch", series.epoch(),
                "value", series.value(),
                "at", series.at(),
                "revision", series.revision(),
                "seen", batch.evidence().at());
    }

    private static void setNodes(Handle handle, InboxBatch batch) {
        Transactions.updateAll(
                handle,
                """
                insert into inbox_relay_node as stored
                    (service, region, node, version, artifact, configuration, epoch, protocols,
                     sequence, seen_at, view, claim, claim_at)
                values (:service, :region, :node, :version, :artifact, :configuration, :epoch,
                        cast(:protocols as jsonb), :sequence, :seen, cast(:view as bytea),
                        :claim, :claimAt)
                on conflict (service, region, node) do update
                set version = excluded.version, artifact = excluded.artifact,
                    configuration = excluded.configuration, epoch = excluded.epoch,
                    protocols = excluded.protocols,
                    sequence = excluded.sequence, seen_at = excluded.seen_at,
                    view = excluded.view, claim = excluded.claim, claim_at = excluded.claim_at
                where stored.epoch <> excluded.epoch or stored.sequence <= excluded.sequence
                """,
                batch.nodes().stream()
                        .<Map<String, ?>>map(node -> values(batch.service(), node))
                        .toList());
    }

    private static Map<String, ?> values(ServiceName service, RelayNode node) {
        var values = new HashMap<String, Object>();
        values.put("service", service.value());
        values.put("region", node.region().name());
        values.put("node", node.node());
        values.put("version", node.version());
        values.put("artifact", node.artifact());
        values.put("configuration", node.configuration());
        values.put("epoch", node.epoch());
        values.put("protocols", Json.write(node.protocols()));
        values.put("sequence", node.sequence());
        values.put("seen", node.seenAt());
        var view = node.view();
        values.put("view", view == null ? null : NodeViewFormat.write(view));
        var claim = node.claim();
        values.put("claim", claim == null ? null : claim.says().name());
        values.put("claimAt", claim == null ? null : Timestamp.from(claim.at()));
        return values;
    }

    private static void forget(Handle handle, InboxBatch batch) {
        var service = batch.service().value();
        var at = batch.evidence().at();
        Transactions.update(
                handle,
                "delete from inbox where service = :service and at < :before",
                Map.of("service", service, "before", at.minus(RETENTION)));
        var silent = Map.of("service", service, "before", at.minus(SILENCE_MAX));
        Transactions.update(
                handle,
                "delete from inbox_series where service = :service and seen_at < :before",
                silent);
        Transactions.update(
                handle,
                "delete from inbox_relay_node where service = :service and seen_at < :before",
                silent);
    }

    @Override
    public List<InboxRow> after(ServiceName service, long cursor, int limit) {
        return transactions.list(
                """
                select * from inbox
                where service = :service and cursor > :cursor
                order by cursor limit :limit
                """,
                Map.of(
                        "service", service.value(),
                        "cursor", cursor,
                        "limit", Math.min(limit, ROWS_MAX)),
                (row, _) -> row(row));
    }

    @Override
    public List<InboxRow> history(ServiceName service, Instant since) {
        return transactions.list(
                """
                select * from inbox
                where service = :service and at >= :since
                order by cursor
                """,
                Map.of("service", service.value(), "since", since),
                (row, _) -> row(row));
    }

    @Override
    public long cursor(ServiceName service) {
        return transactions
                .find(
                        "select cursor from inbox_head where service = :service",
                        Map.of("service", service.value()),
                        (row, _) -> row.getLong("cursor"))
                .orElse(0L);
    }

    @Override
    public List<SeriesValue> seriesValues(ServiceName service) {
        return transactions.list(
                "select * from inbox_series where service = :service order by series collate \"C\"",
                Map.of("service", service.value()),
                (row, _) ->
                        new SeriesValue(
                                row.getString("series"),
                                row.getString("epoch"),
                                row.getDouble("value"),
                                row.getTimestamp("at").toInstant(),
                                row.getLong("revision")));
    }

    @Override
    public List<RelayNode> relayNodes(ServiceName service) {
        return transactions.list(
                "select * from inbox_relay_node where service = :service order by region collate \"C\", node collate \"C\"",
                Map.of("service", service.value()),
                (row, _) -> node(row));
    }

    private static InboxRow row(ResultSet row) throws SQLException {
        return new InboxRow(
                row.getLong("cursor"),
                row.getString("replica"),
                EvidenceFormat.readVersioned(row.getBytes("evidence")));
    }

    private static RelayNode node(ResultSet row) throws SQLException {
        var view = row.getBytes("view");
        return new RelayNode(
                new Region(row.getString("region")),
                row.getString("node"),
                row.getString("version"),
                row.getString("artifact"),
                row.getString("configuration"),
                row.getString("epoch"),
                Json.read(row.getString("protocols"), NodeProtocols.class),
                row.getLong("sequence"),
                row.getTimestamp("seen_at").toInstant(),
                view == null ? null : NodeViewFormat.read(view),
                claim(row));
    }

    @Override
    public SortedMap<Region, List<Claim>> regionClaims() {
        var claims = new TreeMap<Region, List<Claim>>();
        transactions
                .list(
                        """
                        select region, claim, claim_at from inbox_relay_node
                        where claim is not null
                        order by region collate "C", service collate "C", node collate "C"
                        """,
                        Map.of(),
                        (row, _) ->
                                Map.entry(
                                        new Region(row.getString("region")),
                                        Objects.requireNonNull(claim(row))))
                .forEach(it ->
                        claims.computeIfAbsent(it.getKey(), _ -> new ArrayList<>())
                                .add(it.getValue()));
        return claims;
    }

    private static @Nullable Claim claim(ResultSet row) throws SQLException {
        var says = row.getString("claim");
        return says == null
                ? null
                : new Claim(row.getTimestamp("claim_at").toInstant(), Claim.Says.valueOf(says));
    }
}
