package io.portcullis.adapter.grpc;

import io.portcullis.app.probe.ServeAgents.Assigned;
import io.portcullis.app.probe.ServeAgents.Beside;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTarget.Transport;
import io.portcullis.probe.ProbeTask;
import io.portcullis.v1.CommandProbe;
import io.portcullis.v1.DnsProbe;
import io.portcullis.v1.GrpcProbe;
import io.portcullis.v1.HttpProbe;
import io.portcullis.v1.ProbeResult;
import io.portcullis.v1.ProbedServer;
import io.portcullis.v1.TcpProbe;
import io.portcullis.v1.VantagePoint;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Probes in the words of the wire. */
final class WireProbes {

    private static final int LEFT_OUT_MAX = 10;

    private WireProbes() {}

    static Vantage vantage(VantagePoint wire) {
        return new Vantage(
                wire.getName(),
                wire.getRegion().isEmpty() ? null : new Region(wire.getRegion()),
                wire.getNetwork().isEmpty() ? wire.getName() : wire.getNetwork());
    }

    static Beside beside(ProbedServer wire) {
        return new Beside(
                new ServiceName(wire.getService()),
                new ReleaseIdentity(wire.getVersion(), wire.getArtifact(), wire.getConfiguration()),
                wire.getEndpoint());
    }

    static ProbeOutcome outcome(ProbeResult wire) {
        return new ProbeOutcome(
                switch (wire.getVerdict()) {
                    case PROBE_VERDICT_FIT -> ProbeOutcome.Verdict.FIT;
                    case PROBE_VERDICT_UNFIT -> ProbeOutcome.Verdict.UNFIT;
                    case PROBE_VERDICT_UNKNOWN -> ProbeOutcome.Verdict.UNKNOWN;
                    case PROBE_VERDICT_UNSPECIFIED, UNRECOGNIZED ->
                            throw new IllegalStateException("refused by the rules of the wire");
                },
                wire.getText(),
                WireValues.duration(wire.getTook()));
    }

    static io.portcullis.v1.ProbeTask task(ProbeTask task) {
        var wire =
                io.portcullis.v1.ProbeTask.newBuilder()
                        .setName(task.name())
                        .setEvery(WireValues.duration(task.every()))
                        .setTimeout(WireValues.duration(task.timeout()));
        return switch (task.target()) {
            case ProbeTarget.Http http -> wire.setHttp(http(http)).build();
            case ProbeTarget.Grpc grpc -> wire.setGrpc(grpc(grpc)).build();
            case ProbeTarget.Tcp tcp ->
                    wire.setTcp(TcpProbe.newBuilder().setAddress(tcp.at().toString())).build();
            case ProbeTarget.Dns dns -> wire.setDns(dns(dns)).build();
            case ProbeTarget.Command command -> wire.setCommand(command(command)).build();
        };
    }

    /** In one line; of many, the first. */
    static String leftOut(Assigned assigned) {
        List<String> all = assigned.leftOut();
        String some = String.join("; ", all.stream().limit(LEFT_OUT_MAX).toList());
        return all.size() > LEFT_OUT_MAX
                ? some + "; and " + (all.size() - LEFT_OUT_MAX) + " more"
                : some;
    }

    private static HttpProbe http(ProbeTarget.Http http) {
        return HttpProbe.newBuilder()
                .setUrl(http.url().toString())
                .addAllStatuses(http.statuses())
                .setContains(orEmpty(http.contains()))
                .setExpiresInMin(WireValues.duration(http.expiresInMin()))
                .setCaFile(orEmpty(http.caFile()))
                .build();
    }

    private static GrpcProbe grpc(ProbeTarget.Grpc grpc) {
        return GrpcProbe.newBuilder()
                .setAddress(grpc.at().toString())
                .setService(grpc.service())
                .setTls(grpc.transport() == Transport.TLS)
                .setCaFile(orEmpty(grpc.caFile()))
                .build();
    }

    private static DnsProbe dns(ProbeTarget.Dns dns) {
        return DnsProbe.newBuilder()
                .setName(dns.name())
                .setType(dns.type())
                .setZone(dns.zone())
                .addAllExpected(dns.expected())
                .addAllDelegation(dns.delegation())
                .addAllResolvers(dns.resolvers().stream().map(HostPort::toString).toList())
                .addAllNameServers(dns.nameServers().stream().map(HostPort::toString).toList())
                .setNameServerPort(dns.port())
                .setExpiresInMin(WireValues.duration(dns.expiresInMin()))
                .setRegistration(dns.registration() == null ? "" : dns.registration().toString())
                .build();
    }

    private static CommandProbe command(ProbeTarget.Command command) {
        return CommandProbe.newBuilder()
                .addAllCommand(command.command())
                .putAllEnvironment(command.environment())
                .setOutputBytesMax(command.outputBytesMax())
                .build();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String orEmpty(@Nullable Path path) {
        return path == null ? "" : path.toString();
    }
}
