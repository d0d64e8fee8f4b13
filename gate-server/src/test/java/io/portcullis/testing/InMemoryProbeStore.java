package io.portcullis.testing;

import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.ProbedServer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Probe results in memory. */
public final class InMemoryProbeStore implements ProbeStore {

    private final TreeMap<String, ProbedServer> servers = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, ProbeResult>> byProbe = new TreeMap<>();
    private Set<String> read = Set.of();

    private boolean failing;

    /** The next results are not saved. */
    public synchronized void failNext() {
        failing = true;
    }

    @Override
    public synchronized void save(List<ProbeResult> results) {
        if (failing) {
            failing = false;
            throw new StoreUnavailable("away", new IllegalStateException("scripted"));
        }
        var touched = new HashSet<String>();
        for (ProbeResult result : results) {
            touched.add(result.probe());
            byProbe.computeIfAbsent(result.probe(), _ -> new TreeMap<>())
                    .merge(
                            result.vantage().name(),
                            result,
                            (old, fresh) -> fresh.at().isBefore(old.at()) ? old : fresh);
        }
        touched.forEach(probe -> forget(byProbe.get(probe)));
        results.stream()
                .map(ProbeResult::at)
                .max(Comparator.naturalOrder())
                .ifPresent(newest -> forgetBefore(newest.minus(SILENCE_MAX)));
    }

    private void forgetBefore(Instant oldest) {
        byProbe.values().forEach(it -> it.values().removeIf(one -> one.at().isBefore(oldest)));
        byProbe.values().removeIf(Map::isEmpty);
    }

    private static void forget(Map<String, ProbeResult> stored) {
        List<ProbeResult> newest =
                stored.values().stream()
                        .sorted(Comparator.comparing(ProbeResult::at).reversed())
                        .toList();
        newest.stream().skip(VANTAGES_MAX).forEach(it -> stored.remove(it.vantage().name()));
    }

    @Override
    public synchronized List<ProbeResult> latest(Set<String> probes) {
        read = Set.copyOf(probes);
        return byProbe.entrySet().stream()
                .filter(it -> probes.contains(it.getKey()))
                .flatMap(it -> it.getValue().values().stream())
                .toList();
    }

    /** Probes that were asked for last. */
    public synchronized Set<String> read() {
        return read;
    }

    @Override
    public synchronized void stand(ProbedServer server) {
        servers.put(server.standpoint().vantage(), server);
        servers.values().removeIf(it -> it.seenAt().isBefore(server.seenAt().minus(SILENCE_MAX)));
        List<ProbedServer> newest =
                servers.values().stream()
                        .sorted(Comparator.comparing(ProbedServer::seenAt).reversed())
                        .toList();
        newest.stream().skip(SERVERS_MAX).forEach(it -> servers.remove(it.standpoint().vantage()));
    }

    @Override
    public synchronized List<ProbedServer> servers(Instant since) {
        return servers.values().stream().filter(it -> !it.seenAt().isBefore(since)).toList();
    }
}
