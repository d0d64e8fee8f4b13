package io.portcullis.testing;

import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.ProbedServer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Probe results in memory. */
public final class InMemoryProbeStore implements ProbeStore {

    private final TreeMap<String, ProbedServer> servers = new TreeMap<>();
    private final TreeMap<String, TreeMap<String, ProbeResult>> byProbe = new TreeMap<>();

    @Override
    public synchronized void save(List<ProbeResult> results) {
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
    }

    private static void forget(Map<String, ProbeResult> stored) {
        List<ProbeResult> newest =
                stored.values().stream()
                        .sorted(Comparator.comparing(ProbeResult::at).reversed())
                        .toList();
        Instant oldest = newest.getFirst().at().minus(SILENCE_MAX);
        for (int i = 0; i < newest.size(); i++) {
            if (i >= VANTAGES_MAX || newest.get(i).at().isBefore(oldest)) {
                stored.remove(newest.get(i).vantage().name());
            }
        }
    }

    @Override
    public synchronized List<ProbeResult> latest() {
        return byProbe.values().stream().flatMap(it -> it.values().stream()).toList();
    }

    @Override
    public synchronized void stand(ProbedServer server) {
        servers.put(server.standpoint().vantage(), server);
        servers.values().removeIf(it -> it.seenAt().isBefore(server.seenAt().minus(SILENCE_MAX)));
    }

    @Override
    public synchronized List<ProbedServer> servers(Instant since) {
        return servers.values().stream().filter(it -> !it.seenAt().isBefore(since)).toList();
    }
}
