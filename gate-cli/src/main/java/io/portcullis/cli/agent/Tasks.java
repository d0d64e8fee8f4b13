package io.portcullis.cli.agent;

import com.google.protobuf.util.Durations;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTarget.Transport;
import io.portcullis.probe.ProbeTask;
import io.portcullis.v1.CommandProbe;
import io.portcullis.v1.DnsProbe;
import io.portcullis.v1.GrpcProbe;
import io.portcullis.v1.HttpProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the gate tells to probe, read from the wire. */
final class Tasks {

    private Tasks() {}

    /**
     * @throws IllegalArgumentException this agent does not understand it
     */
    static ProbeTask of(io.portcullis.v1.ProbeTask wire) {
        return new ProbeTask(
                wire.getName(),
                target(wire),
                duration(wire.getEvery()),
                duration(wire.getTimeout()));
    }

    private static ProbeTarget target(io.portcullis.v1.ProbeTask wire) {
        return switch (wire.getTargetCase()) {
            case HTTP -> http(wire.getHttp());
            case GRPC -> grpc(wire.getGrpc());
            case TCP -> new ProbeTarget.Tcp(HostPort.parse(wire.getTcp().getAddress(), 0));
            case DNS -> dns(wire.getDns());
            case COMMAND -> command(wire.getCommand());
            case TARGET_NOT_SET ->
                    throw new IllegalArgumentException(
                            "probe " + wire.getName() + " is of a kind this agent does not know");
        };
    }

    private static ProbeTarget http(HttpProbe wire) {
        return new ProbeTarget.Http(
                ProbeTarget.Http.url(wire.getUrl()),
                new TreeSet<>(wire.getStatusesList()),
                wire.getContains().isEmpty() ? null : wire.getContains(),
                duration(wire.getExpiresInMin()),
                file(wire.getCaFile()));
    }

    private static ProbeTarget grpc(GrpcProbe wire) {
        return new ProbeTarget.Grpc(
                HostPort.parse(wire.getAddress(), 0),
                wire.getService(),
                wire.getTls() ? Transport.TLS : Transport.PLAIN_TEXT,
                file(wire.getCaFile()));
    }

    private static ProbeTarget dns(DnsProbe wire) {
        return new ProbeTarget.Dns(
                wire.getName(),
                wire.getType(),
                wire.getZone(),
                new TreeSet<>(wire.getExpectedList()),
                new TreeSet<>(wire.getDelegationList()),
                servers(wire.getResolversList()),
                servers(wire.getNameServersList()),
                wire.getNameServerPort(),
                duration(wire.getExpiresInMin()),
                wire.getRegistration().isEmpty() ? null : URI.create(wire.getRegistration()));
    }

    private static ProbeTarget command(CommandProbe wire) {
        return new ProbeTarget.Command(
                wire.getCommandList(),
                new TreeMap<>(wire.getEnvironmentMap()),
                wire.getOutputBytesMax());
    }

    private static List<HostPort> servers(List<String> wire) {
        return wire.stream().map(it -> HostPort.parse(it, ProbeTarget.Dns.PORT_DEFAULT)).toList();
    }

    private static @Nullable Path file(String wire) {
        return wire.isEmpty() ? null : Path.of(wire);
    }

    private static Duration duration(com.google.protobuf.Duration wire) {
        return Duration.ofNanos(Durations.toNanos(wire));
    }
}
