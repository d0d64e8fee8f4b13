package io.portcullis.adapter.store;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.coverage.Standpoint;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.ProbedServer;
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
import java.util.Optional;
import java.util.Set;
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
        Optional<Instant> newest =
                results.stream().map(ProbeResult::at).max(Comparator.naturalOrder());
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
            sorted.stream()
                    .map(ProbeResult::probe)
                    .distinct()
                    .forEach(it -> forgetMostSilent(handle, it));
            newest.ifPresent(it -> forgetBefore(handle, it.minus(SILENCE_MAX)));
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

    /** Skips what others hold: they save it anew, or forget it themselves. */
    private static void forgetBefore(Handle handle, Instant oldest) {
        Transactions.update(
                handle,
                """
                delete from probe_result where (probe, vantage) in (
                    select probe, vantage from probe_result where at < :oldest
                    for update skip locked)
                """,
                Map.of("oldest", oldest));
    }

    private static void forgetMostSilent(Handle handle, String probe) {
        Transactions.update(
                handle,
                """
                delete from probe_result
                where probe = :probe and vantage in (
                    select vantage from probe_result where probe = :probe
                    order by at desc, vantage collate "C" offset :most)
                """,
                Map.of("probe", probe, "most", VANTAGES_MAX));
    }

    @Override
    public List<ProbeResult> latest(Set<String> probes) {
        return transactions.list(
                """
                select * from probe_result where probe = any(:probes)
                order by probe collate "C", vantage collate "C"
                """,
                Map.of("probes", probes.toArray(String[]::new)),
                (row, _) -> result(row));
    }

    @Override
    public void stand(ProbedServer server) {
        ReleaseIdentity release = server.standpoint().release();
        transactions.run(handle -> {
            Transactions.update(
                    handle,
                    """
                    insert into probed_server
                        (vantage, service, region, version, artifact, configuration, endpoint,
                         seen_at)
                    values (:vantage, :service, :region, :version, :artifact, :configuration,
                            :endpoint, :seen)
                    on conflict (vantage) do update
                    set service = excluded.service, region = excluded.region,
                        version = excluded.version, artifact = excluded.artifact,
                        configuration = excluded.configuration, endpoint = excluded.endpoint,
                        seen_at = excluded.seen_at
                    """,
                    Map.of(
                            "vantage", server.standpoint().vantage(),
                            "service", server.service().value(),
                            "region", server.standpoint().region().name(),
                            "version", release.version(),
                            "artifact", release.artifact(),
                            "configuration", release.configuration(),
                            "endpoint", server.endpoint(),
                            "seen", server.seenAt()));
            Transactions.update(
                    handle,
                    """
                    delete from probed_server where vantage in (
                        select vantage from probed_server
                        where seen_at < :oldest or vantage in (
                            select vantage from probed_server
                            order by seen_at desc, vantage collate "C" offset :most)
                        for update skip locked)
                    """,
                    Map.of("oldest", server.seenAt().minus(SILENCE_MAX), "most", SERVERS_MAX));
        });
    }

    @Override
    public List<ProbedServer> servers(Instant since) {
        return transactions.list(
                "select * from probed_server where seen_at >= :since order by vantage collate \"C\"",
                Map.of("since", since),
                (row, _) -> server(row));
    }

    private static ProbedServer server(ResultSet row) throws SQLException {
        var release =
                new ReleaseIdentity(
                        row.getString("version"),
                        row.getString("artifact"),
                        row.getString("configuration"));
        return new ProbedServer(
                new ServiceName(row.getString("service")),
                new Standpoint(
                        row.getString("vantage"), new Region(row.getString("region")), release),
                row.getString("endpoint"),
                row.getTimestamp("seen_at").toInstant());
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
