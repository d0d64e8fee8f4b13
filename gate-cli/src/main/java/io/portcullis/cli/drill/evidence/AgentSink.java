package io.portcullis.cli.drill.evidence;

import io.portcullis.cli.GateConnection;
import io.portcullis.cli.drill.world.Probed;
import io.portcullis.cli.drill.world.Server;
import io.portcullis.cli.drill.world.WorldLook;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stand-ins for agents beside servers, who ask the gate what to probe and report what the world lets them find, besides what servers
 * push.
 */
public final class AgentSink implements EvidenceSink {
    private final EvidenceSink beside;
    private final GateConnection gate;
    private final String service;
    private final InstantSource clock;
    private final Map<String, StandInAgent> agents = new LinkedHashMap<>();

    public AgentSink(
            EvidenceSink beside, GateConnection gate, String service, InstantSource clock) {
        this.beside = beside;
        this.gate = gate;
        this.service = service;
        this.clock = clock;
    }

    @Override
    public void tell(WorldLook look) {
        Set<Server> standing =
                look.probes().stream()
                        .flatMap(probed -> Stream.of(probed.source(), probed.destination()))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        dismissAllBut(standing.stream().map(Server::epochKey).collect(Collectors.toSet()));
        for (Server server : standing) {
            List<Probed> found =
                    look.probes().stream()
                            .filter(probed -> probed.destination().equals(server))
                            .toList();
            agents.computeIfAbsent(
                            server.epochKey(), _ -> new StandInAgent(gate, service, server, clock))
                    .tell(found);
        }
        beside.tell(look);
    }

    private void dismissAllBut(Set<String> standing) {
        agents.entrySet()
                .removeIf(agent -> {
                    boolean gone = !standing.contains(agent.getKey());
                    if (gone) {
                        agent.getValue().close();
                    }
                    return gone;
                });
    }

    @Override
    public long unstored() {
        return Math.max(
                beside.unstored(),
                agents.values().stream().mapToLong(StandInAgent::unreported).max().orElse(0));
    }

    @Override
    public Optional<String> trouble() {
        return agents.values().stream()
                .map(StandInAgent::trouble)
                .flatMap(Optional::stream)
                .findFirst()
                .or(beside::trouble);
    }

    @Override
    public void close() {
        agents.values().forEach(StandInAgent::close);
        agents.clear();
        beside.close();
    }
}
