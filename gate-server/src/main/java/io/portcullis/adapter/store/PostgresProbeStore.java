package io.portcullis.adapter.store;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeOutcome.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Probe results in PostgreSQL. */
final class PostgresProbeStore implements ProbeStore {

    private final Transactions transactions;

    PostgresProbeStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void save(List<ProbeResult> results) {
        // Sorted, so that two who save the same rows do not wait for one another for ever.
        List<ProbeResult> sorted =
                results.stream()
                        .sorted(
                                Comparator.comparing(ProbeResult::probe)
                                        .thenComparing(it -> it.vantage().name()))
                        .toList();
        transactions.run(handle -> {
            Transactions.updateAll(
                    handle,
                    """
                    insert into probe_result as stored
                        (probe, vantage, region, network, at, verdict, text, took_millis)
                    values (:probe, :vantage, :region, :network, :at, :verdict, :text, :took)
                    on conflict (probe, vantage) do update
                    set region = excluded.region, network = excluded.network, at = excluded.at,
                        verdict = excluded.verdict, text = excluded.text,
                        took_millis = excluded.took_millis
                    where stored.at <= excluded.at
                    """,
                    sorted.stream().<Map<String, ?>>map(PostgresProbeStore::values).toList());
            sorted.stream().map(ProbeResult::probe).distinct().forEach(it -> forget(handle, it));
        });
    }

    private static Map<String, ?> values(ProbeResult result) {
        Region region = result.vantage().region();
        return Map.of(
                "probe", result.probe(),
                "vantage", result.vantage().name(),
                "region", region == null ? "" : region.name(),
                "network", result.vantage().network(),
                "at", result.at(),
                "verdict", result.outcome().verdict().name(),
                "text", result.outcome().text(),
                "took", result.outcome().took().toMillis());
    }

    private static void forget(Handle handle, String probe) {
        Transactions.update(
                handle,
                """
                delete from probe_result
                where probe = :probe and (
                    at < (select max(at) from probe_result where probe = :probe)
                         - make_interval(secs => :silence)
                    or vantage in (
                        select vantage from probe_result where probe = :probe
                        order by at desc, vantage collate "C" offset :most))
                """,
                Map.of(
                        "probe", probe,
                        "silence", (double) SILENCE_MAX.toSeconds(),
                        "most", VANTAGES_MAX));
    }

    @Override
    public List<ProbeResult> latest() {
        return transactions.list(
                "select * from probe_result order by probe collate \"C\", vantage collate \"C\"",
                Map.of(),
                (row, _) -> result(row));
    }

    private static ProbeResult result(ResultSet row) throws SQLException {
        String region = row.getString("region");
        return new ProbeResult(
                row.getString("probe"),
                new Vantage(
                        row.getString("vantage"),
                        region.isEmpty() ? null : new Region(region),
                        row.getString("network")),
                at(row),
                new ProbeOutcome(
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("text"),
                        Duration.ofMillis(row.getLong("took_millis"))));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getTimestamp("at").toInstant();
    }
}
