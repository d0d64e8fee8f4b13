package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.run.Prober;
import io.portcullis.v1.CoverageProbe;
import io.portcullis.v1.GetCoverageRequest;
import io.portcullis.v1.GetCoverageResponse;
import io.portcullis.v1.GetProbesRequest;
import io.portcullis.v1.ProbeResult;
import io.portcullis.v1.ProbeTask;
import io.portcullis.v1.ProbeVerdict;
import io.portcullis.v1.ProbedServer;
import io.portcullis.v1.ReportProbesRequest;
import io.portcullis.v1.ReportProbesResponse;
import io.portcullis.v1.UncoveredLink;
import io.portcullis.v1.VantagePoint;
import io.portcullis.wiring.configuration.GateConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents beside two servers probe one another, and what they find is evidence of the links between. */
@Timeout(300)
final class CoverageIT {

    private static final ServiceName SERVICE = new ServiceName("media-server");
    private static final String OLD = "1.9";
    private static final Region EU = new Region("eu-west");
    private static final Region US = new Region("us-east");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String CONFIGURATION =
            """
            portcullis:
              regions: {eu-west: {}, us-east: {}, ap-south: {}}
              services:
                media-server:
                  links: ALL_ORDERED_PAIRS
                  signals:
                    - {name: track-acquire}
                    - {name: relay-probe, kind: PROBE, place: LINK}
                  coverage:
                    signal: relay-probe
                    kind: TCP
                    target: '{endpoint}'
                    every: 100ms
                    timeout: 5s
            """;

    @TempDir private Path directory;

    @Test
    void aLinkThatCannotBeCrossedIsSyntheticEvidenceAndOneWithoutAgentsIsNamed() throws Exception {
        try (var gate = new RunningGate(directory, CONFIGURATION);
                var prober = new Prober(InstantSource.system());
                var inEu = listening();
                var inUs = listening()) {
            var agents =
                    List.of(
                            new Agent(gate, prober, EU, inEu.getLocalPort()),
                            new Agent(gate, prober, US, inUs.getLocalPort()));

            until(agents, () -> counted(gate, EU, US).exposure() >= 3);
            until(agents, () -> counted(gate, US, EU).exposure() >= 3);

            assertThat(counted(gate, EU, US).events()).isZero();
            assertThat(coverage(gate).getProbesList())
                    .allSatisfy(it -> assertThat(it.getUncoveredWhy()).isEmpty())
                    .extracting(it -> it.getLink().getSourceRegion() + " " + it.getLastVerdict())
                    .containsExactly("eu-west PROBE_VERDICT_FIT", "us-east PROBE_VERDICT_FIT");
            assertThat(coverage(gate).getUncoveredList())
                    .hasSize(4)
                    .extracting(UncoveredLink::getWhy)
                    .containsOnly("no agent stands in ap-south");

            stop(inEu);
            until(agents, () -> counted(gate, EU, US).events() >= 3);

            assertThat(counted(gate, US, EU).events()).isZero();
            assertThat(coverage(gate).getProbesList())
                    .first()
                    .returns(ProbeVerdict.PROBE_VERDICT_UNFIT, CoverageProbe::getLastVerdict)
                    .returns("", CoverageProbe::getUncoveredWhy);
            assertThat(marked(gate)).containsExactly(SignalKind.PROBE);
        }
    }

    private static ServerSocket listening() throws Exception {
        return new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    }

    private static void stop(ServerSocket listening) throws IOException {
        listening.close();
    }

    private static void until(List<Agent> agents, BooleanSupplier wanted) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            for (Agent agent : agents) {
                agent.round();
            }
        }
    }

    private static EvidenceInbox inbox(RunningGate gate) {
        return gate.server.part(EvidenceInbox.class);
    }

    /** Kinds of the signals of all that was stored; nothing but agents counts here. */
    private static Set<SignalKind> marked(RunningGate gate) {
        Map<SignalName, SignalKind> kinds =
                gate
                        .server
                        .part(GateConfiguration.class)
                        .services()
                        .get(SERVICE)
                        .definition()
                        .signals()
                        .stream()
                        .collect(Collectors.toMap(SignalDefinition::name, SignalDefinition::kind));
        return inbox(gate).history(SERVICE, Instant.EPOCH).stream()
                .flatMap(row -> row.evidence().counts().keySet().stream())
                .map(cell -> kinds.get(cell.signal()))
                .collect(Collectors.toSet());
    }

    /** All that came of a link until now, between servers of the old version. */
    private static Counts counted(RunningGate gate, Region source, Region destination) {
        var old = new Origin.OfRelease(ReleaseIdentity.ofVersion(OLD));
        var cell =
                new VersionedCell.OnLink(
                        new SignalName("relay-probe"), new Link(source, destination), old, old);
        return inbox(gate).history(SERVICE, Instant.EPOCH).stream()
                .map(row -> row.evidence().counts().getOrDefault(cell, Counts.NONE))
                .reduce(Counts.NONE, Counts::plus);
    }

    private static GetCoverageResponse coverage(RunningGate gate) {
        return gate.client
                .probes()
                .getCoverage(GetCoverageRequest.newBuilder().setService(SERVICE.value()).build());
    }

    /** Asks, probes for real, and reports, one round at a time. */
    private record Agent(RunningGate gate, Prober prober, Region region, int port) {

        void round() throws InterruptedException {
            var report = ReportProbesRequest.newBuilder().setVantage(vantage()).setServer(server());
            for (ProbeTask task : tasks()) {
                report.addResults(result(task.getName(), prober.run(read(task))));
            }
            if (report.getResultsCount() > 0) {
                ReportProbesResponse answer = gate.client.probes().reportProbes(report.build());
                assertThat(answer.getRejection()).isEmpty();
            }
        }

        private List<ProbeTask> tasks() {
            return gate.client
                    .probes()
                    .getProbes(
                            GetProbesRequest.newBuilder()
                                    .setVantage(vantage())
                                    .setServer(server())
                                    .build())
                    .getProbesList();
        }

        private VantagePoint vantage() {
            return VantagePoint.newBuilder()
                    .setName("agent-" + region)
                    .setRegion(region.name())
                    .build();
        }

        private ProbedServer server() {
            return ProbedServer.newBuilder()
                    .setService(SERVICE.value())
                    .setVersion(OLD)
                    .setEndpoint("127.0.0.1:" + port)
                    .build();
        }

        private static io.portcullis.probe.ProbeTask read(ProbeTask task) {
            return new io.portcullis.probe.ProbeTask(
                    task.getName(),
                    new ProbeTarget.Tcp(HostPort.parse(task.getTcp().getAddress(), 0)),
                    Duration.ofMillis(Durations.toMillis(task.getEvery())),
                    Duration.ofMillis(Durations.toMillis(task.getTimeout())));
        }

        private static ProbeResult result(String probe, ProbeOutcome outcome) {
            return ProbeResult.newBuilder()
                    .setProbe(probe)
                    .setVerdict(
                            switch (outcome.verdict()) {
                                case FIT -> ProbeVerdict.PROBE_VERDICT_FIT;
                                case UNFIT -> ProbeVerdict.PROBE_VERDICT_UNFIT;
                                case UNKNOWN -> ProbeVerdict.PROBE_VERDICT_UNKNOWN;
                            })
                    .setText(outcome.text())
                    .setTook(Durations.fromNanos(outcome.took().toNanos()))
                    .build();
        }
    }
}
