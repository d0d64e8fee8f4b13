package io.portcullis.cli.drill.evidence;

import io.grpc.Channel;
import io.portcullis.cli.drill.world.ServerReport;
import io.portcullis.cli.drill.world.WorldLook;
import io.portcullis.v1.RelayServiceGrpc;
import io.portcullis.v1.RelayServiceGrpc.RelayServiceStub;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Pushes by relay reports: one stream for each server and epoch. */
public final class RelaySink implements EvidenceSink {
    private final RelayServiceStub stub;
    private final String service;
    private final InstantSource clock;
    private final Map<String, RelayStream> streams = new LinkedHashMap<>();

    public RelaySink(Channel channel, String service, InstantSource clock) {
        this.stub = RelayServiceGrpc.newStub(channel);
        this.service = service;
        this.clock = clock;
    }

    @Override
    public void tell(WorldLook look) {
        // New servers say hello first: others name them as the far end of a link.
        List<ServerReport> newestFirst =
                look.reports().stream()
                        .sorted(
                                Comparator.comparing(
                                        report -> streams.containsKey(report.server().epochKey())))
                        .toList();
        for (ServerReport report : newestFirst) {
            streams.computeIfAbsent(
                            report.server().epochKey(), _ -> new RelayStream(stub, service, clock))
                    .tell(report);
        }
        closeAllBut(
                look.reports().stream()
                        .map(r -> r.server().epochKey())
                        .collect(Collectors.toSet()));
    }

    private void closeAllBut(Set<String> running) {
        streams.entrySet()
                .removeIf(stream -> {
                    boolean gone = !running.contains(stream.getKey());
                    if (gone) {
                        stream.getValue().close();
                    }
                    return gone;
                });
    }

    @Override
    public long unstored() {
        return streams.values().stream().mapToLong(RelayStream::unstored).max().orElse(0);
    }

    @Override
    public Optional<String> trouble() {
        return streams.values().stream()
                .map(RelayStream::trouble)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public void close() {
        streams.values().forEach(RelayStream::close);
        streams.clear();
    }
}
