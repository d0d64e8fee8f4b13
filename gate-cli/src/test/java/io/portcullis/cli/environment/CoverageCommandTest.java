package io.portcullis.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.Gate;
import io.portcullis.v1.ArmPair;
import io.portcullis.v1.CoverageProbe;
import io.portcullis.v1.GetCoverageRequest;
import io.portcullis.v1.GetCoverageResponse;
import io.portcullis.v1.Link;
import io.portcullis.v1.LinkPair;
import io.portcullis.v1.ProbeServiceGrpc;
import io.portcullis.v1.ProbeVerdict;
import io.portcullis.v1.StageCoverage;
import io.portcullis.v1.UncoveredLink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CoverageCommandTest {
    private static final Path DOCUMENT = Path.of("../docs/probes.md");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<GetCoverageRequest> asked = new CopyOnWriteArrayList<>();
    private GetCoverageResponse answer = answer();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        server =
                Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                        .addService(new Probes())
                        .build()
                        .start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void itPrintsWhatTheDocumentShows() throws IOException {
        int ended =
                run(
                        "media-server",
                        "--new-version",
                        "2.0",
                        "--canary-share",
                        "eu-west=0.05",
                        "--canary-share",
                        "us-east=0");

        assertThat(err.toString()).isEmpty();
        assertThat(ended).isZero();
        assertThat(Files.readString(DOCUMENT)).contains("```\n" + out + "```\n");
        assertThat(asked)
                .containsExactly(
                        GetCoverageRequest.newBuilder()
                                .setService("media-server")
                                .setNewVersion("2.0")
                                .putCanaryShares("eu-west", 0.05)
                                .putCanaryShares("us-east", 0)
                                .build());
    }

    @Test
    void withoutAStageNothingIsSaidOfOne() {
        answer = answer().toBuilder().clearStage().build();

        assertThat(run("media-server")).isZero();

        assertThat(out.toString()).doesNotContain("stage");
        assertThat(asked)
                .containsExactly(
                        GetCoverageRequest.newBuilder().setService("media-server").build());
    }

    /** Agents tell versions; one could redraw the terminal. */
    @Test
    void whatAgentsTellDoesNotSteerTheTerminal() {
        var wild = answer.getProbes(0).toBuilder().setSourceVersion("\u001b[2J1").build();
        answer = answer.toBuilder().setProbes(0, wild).build();

        run("media-server");

        assertThat(out.toString()).contains("?[2J1 -> ").doesNotContain("\u001b");
    }

    @Test
    void programsGetWhatTheWireSays() throws IOException {
        assertThat(run("media-server", "--output", "json")).isZero();

        var read = GetCoverageResponse.newBuilder();
        JsonFormat.parser().merge(out.toString(), read);
        assertThat(read.build()).isEqualTo(answer);
    }

    @Test
    void aStageNeedsItsShares() {
        assertThat(run("media-server", "--new-version", "2.0"))
                .isEqualTo(ExitCode.WRONG_USAGE.number());
        assertThat(run()).isEqualTo(ExitCode.WRONG_USAGE.number());
        assertThat(asked).isEmpty();
    }

    @Test
    void aServiceWithoutCoverageIsSaid() {
        answer = GetCoverageResponse.getDefaultInstance();

        assertThat(run("chat")).isNotZero();

        assertThat(err.toString()).contains("must have coverage configured");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("environment", "coverage"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--server", "localhost:" + server.getPort()));
        return Gate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static GetCoverageResponse answer() {
        Link there = link("eu-west", "us-east");
        Link back = link("us-east", "eu-west");
        return GetCoverageResponse.newBuilder()
                .setSignal("relay-probe")
                .setEvery(Durations.fromSeconds(15))
                .addProbes(
                        probe(there, "agent-eu", "1.9", "agent-us", "1.9")
                                .setLastVerdict(ProbeVerdict.PROBE_VERDICT_FIT)
                                .setLastText("exit 0: 10 frames")
                                .setLastAge(Durations.fromSeconds(4)))
                .addProbes(
                        probe(there, "agent-eu-canary", "2.0", "agent-us", "1.9")
                                .setLastVerdict(ProbeVerdict.PROBE_VERDICT_UNFIT)
                                .setLastText("exit 1: no frame")
                                .setLastAge(Durations.fromSeconds(9)))
                .addProbes(
                        probe(back, "agent-us", "1.9", "agent-eu", "1.9")
                                .setLastVerdict(ProbeVerdict.PROBE_VERDICT_FIT)
                                .setLastText("exit 0: 10 frames")
                                .setLastAge(Durations.fromSeconds(2)))
                .addProbes(
                        probe(back, "agent-us", "1.9", "agent-eu-canary", "2.0")
                                .setUncoveredWhy("not run yet"))
                .addUncovered(uncovered(link("ap-south", "eu-west")))
                .addUncovered(uncovered(link("eu-west", "ap-south")))
                .setStage(
                        StageCoverage.newBuilder()
                                .addShown(pair(there, ArmPair.ARM_PAIR_NEW_OLD))
                                .addShown(pair(back, ArmPair.ARM_PAIR_OLD_NEW))
                                .addMissing(
                                        pair(link("ap-south", "eu-west"), ArmPair.ARM_PAIR_OLD_NEW))
                                .addMissing(
                                        pair(link("eu-west", "ap-south"), ArmPair.ARM_PAIR_NEW_OLD))
                                .setProbes(10)
                                .setTakes(Durations.fromSeconds(75)))
                .build();
    }

    private static CoverageProbe.Builder probe(
            Link link, String source, String sourceVersion, String destination, String version) {
        return CoverageProbe.newBuilder()
                .setLink(link)
                .setSourceVantage(source)
                .setSourceVersion(sourceVersion)
                .setDestinationVantage(destination)
                .setDestinationVersion(version);
    }

    private static UncoveredLink uncovered(Link link) {
        return UncoveredLink.newBuilder()
                .setLink(link)
                .setWhy("no agent stands in ap-south")
                .build();
    }

    private static LinkPair pair(Link link, ArmPair arms) {
        return LinkPair.newBuilder().setLink(link).setArms(arms).build();
    }

    private static Link link(String source, String destination) {
        return Link.newBuilder().setSourceRegion(source).setDestinationRegion(destination).build();
    }

    private final class Probes extends ProbeServiceGrpc.ProbeServiceImplBase {
        @Override
        public void getCoverage(
                GetCoverageRequest request, StreamObserver<GetCoverageResponse> observer) {
            if (answer.getSignal().isEmpty()) {
                observer.onError(
                        Status.INVALID_ARGUMENT
                                .withDescription("service is chat; must have coverage configured")
                                .asRuntimeException());
                return;
            }
            asked.add(request);
            observer.onNext(answer);
            observer.onCompleted();
        }
    }
}
