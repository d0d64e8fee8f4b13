package io.portcullis.cli.drill.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.world.Probed;
import io.portcullis.cli.drill.world.Server.Build;
import io.portcullis.cli.drill.world.WorldLook;
import io.portcullis.v1.CommandProbe;
import io.portcullis.v1.GetProbesRequest;
import io.portcullis.v1.GetProbesResponse;
import io.portcullis.v1.ProbeResult;
import io.portcullis.v1.ProbeServiceGrpc;
import io.portcullis.v1.ProbeTask;
import io.portcullis.v1.ProbeVerdict;
import io.portcullis.v1.ReportProbesRequest;
import io.portcullis.v1.ReportProbesResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AgentSinkTest {
    private static final Build OLD = new Build("1.5.1", "old", "c1");
    private static final io.portcullis.cli.drill.world.Server DE = server("de");
    private static final io.portcullis.cli.drill.world.Server FR = server("fr");
    private static final io.portcullis.cli.drill.world.Server US = server("us");

    private final PlanningGate gate = new PlanningGate();
    private final Told beside = new Told();
    private Server server;
    private ManagedChannel channel;
    private AgentSink sink;

    @BeforeEach
    void start() throws IOException {
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name).addService(gate).build().start();
        channel = InProcessChannelBuilder.forName(name).build();
        sink =
                new AgentSink(
                        beside,
                        GateConnection.over(channel),
                        "media-server",
                        InstantSource.system());
    }

    @AfterEach
    void stop() {
        sink.close();
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void reportsWhatTheGatePlannedAndNothingElse() throws InterruptedException {
        // The gate plans that Germany probes France, and not the US.
        sink.tell(
                look(
                        new Probed(FR, DE, false),
                        new Probed(US, DE, false),
                        new Probed(DE, FR, true)));

        List<ReportProbesRequest> reports = List.of(gate.next(), gate.next());

        assertThat(reports)
                .allSatisfy(
                        report -> assertThat(report.getServer().getVersion()).isEqualTo("1.5.1"))
                .flatExtracting(ReportProbesRequest::getResultsList)
                .extracting(ProbeResult::getProbe, ProbeResult::getVerdict)
                .containsExactlyInAnyOrder(
                        tuple("fr-1>de-1", ProbeVerdict.PROBE_VERDICT_UNFIT),
                        tuple("de-1>fr-1", ProbeVerdict.PROBE_VERDICT_FIT));
        assertThat(sink.trouble()).isEmpty();
    }

    @Test
    void tellsTheRestAsWell() {
        WorldLook look = look(new Probed(FR, DE, true));

        sink.tell(look);

        assertThat(beside.looks).containsExactly(look);
    }

    @Test
    void asksAgainAtOnceWhenTheGateDidNotCountSomething() {
        gate.rejection = "probe fr-1>de-1 is not run from de-1";

        tellOf(FR);
        assertThat(sink.trouble()).isEmpty();
        gate.rejection = "";
        int asked = gate.asked.get();
        tellOf(FR);

        assertThat(gate.asked.get()).isGreaterThan(asked);
        assertThat(sink.trouble()).isEmpty();
    }

    @Test
    void saysWhatTheGateDidNotCountThoughJustAskedUntilNothingIs() {
        gate.rejection = "endpoint is strange";

        tellOf(FR);
        tellOf(FR);

        assertThat(sink.trouble()).hasValue("1 probes were not counted: endpoint is strange");

        // Of this one the gate wants nothing.
        tellOf(US);

        assertThat(sink.trouble()).isEmpty();
    }

    private void tellOf(io.portcullis.cli.drill.world.Server source) {
        sink.tell(look(new Probed(source, DE, true)));
        while (sink.unstored() > 0) {
            Thread.onSpinWait();
        }
    }

    private static io.portcullis.cli.drill.world.Server server(String region) {
        return new io.portcullis.cli.drill.world.Server(
                region + "-1", region, ArmText.OLD, OLD, "run");
    }

    private static WorldLook look(Probed... probes) {
        return new WorldLook(1, new TreeSet<>(), List.of(), List.of(probes));
    }

    /** Plans a probe from each server but those in the US. */
    private static final class PlanningGate extends ProbeServiceGrpc.ProbeServiceImplBase {
        private final BlockingQueue<ReportProbesRequest> reports = new LinkedBlockingQueue<>();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile String rejection = "";

        ReportProbesRequest next() throws InterruptedException {
            return Optional.ofNullable(reports.poll(30, TimeUnit.SECONDS)).orElseThrow();
        }

        @Override
        public void getProbes(GetProbesRequest request, StreamObserver<GetProbesResponse> answer) {
            asked.incrementAndGet();
            GetProbesResponse.Builder planned = GetProbesResponse.newBuilder();
            for (String source : List.of("de-1", "fr-1")) {
                planned.addProbes(
                        ProbeTask.newBuilder()
                                .setName(source + ">" + request.getVantage().getName())
                                .setCommand(
                                        CommandProbe.newBuilder()
                                                .addCommand("/opt/drill/relay-probe")
                                                .addCommand(source.substring(0, 2))
                                                .addCommand(source)));
            }
            answer.onNext(planned.build());
            answer.onCompleted();
        }

        @Override
        public void reportProbes(
                ReportProbesRequest request, StreamObserver<ReportProbesResponse> answer) {
            reports.add(request);
            answer.onNext(
                    ReportProbesResponse.newBuilder()
                            .setRejectedResults(rejection.isEmpty() ? 0 : request.getResultsCount())
                            .setRejection(rejection)
                            .build());
            answer.onCompleted();
        }
    }

    /** What is told beside the agents. */
    private static final class Told implements EvidenceSink {
        private final List<WorldLook> looks = new ArrayList<>();

        @Override
        public void tell(WorldLook look) {
            looks.add(look);
        }

        @Override
        public long unstored() {
            return 0;
        }

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }

        @Override
        public void close() {
            looks.clear();
        }
    }
}
