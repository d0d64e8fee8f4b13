package io.portcullis.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import io.grpc.Status;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.Gate;
import io.portcullis.v1.CommandProbe;
import io.portcullis.v1.ProbeResult;
import io.portcullis.v1.ProbeTask;
import io.portcullis.v1.ProbeVerdict;
import io.portcullis.v1.TcpProbe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(180)
final class AgentTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ProbingGate gate;
    private ServerSocket target;

    @BeforeEach
    void start() throws IOException {
        gate = new ProbingGate();
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        gate.tasks = List.of(tcp("turn", target.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        gate.close();
        target.close();
    }

    @Test
    void whatIsToBeProbedIsReportedAgainAndAgain() throws Exception {
        try (var agent = new RunningAgent("--region", "eu-west", "--network", "cafe")) {
            assertThat(gate.await(AgentTest::isFit)).isNotNull();
            assertThat(gate.await(AgentTest::isFit)).isNotNull();
            var asked = gate.asked.take().getVantage();
            assertThat(asked.getName()).isEqualTo("agent-1");
            assertThat(asked.getRegion()).isEqualTo("eu-west");
            assertThat(asked.getNetwork()).isEqualTo("cafe");

            target.close();

            var failed = gate.await(it -> !isFit(it));
            assertThat(failed.getVerdict()).isEqualTo(ProbeVerdict.PROBE_VERDICT_UNFIT);
            assertThat(failed.getText()).startsWith("no connection");
            assertThat(agent.end()).isEqualTo(ExitCode.OK.number());
        }
        assertThat(out.toString())
                .contains("Probing 1 target for the gate.", "FIT      turn", "UNFIT    turn")
                .endsWith("Stopped." + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aRestartOfTheGateIsSurvived() throws Exception {
        try (var agent = new RunningAgent()) {
            assertThat(gate.await(AgentTest::isFit)).isNotNull();

            gate.tasks = List.of(tcp("other", target.getLocalPort()));
            gate.restart(() -> {
                while (!out.toString().contains("The gate is away")) {
                    Thread.onSpinWait();
                }
            });

            assertThat(gate.await(it -> it.getProbe().equals("other"))).isNotNull();
            assertThat(agent.end()).isZero();
        }
        assertThat(out.toString())
                .containsPattern(
                        "The gate is away \\((UNAVAILABLE|CANCELLED)\\); probing goes on, reports"
                                + " follow.")
                .contains("The gate is back.");
    }

    @Test
    void onlyProgramsThatAreAllowedHereAreRun() throws Exception {
        gate.tasks = List.of(command("allowed", "/bin/true"), command("other", "/bin/false"));

        try (var _ = new RunningAgent("--allow-command", "/bin/true")) {
            assertThat(gate.await(it -> it.getProbe().equals("allowed")))
                    .returns(ProbeVerdict.PROBE_VERDICT_FIT, ProbeResult::getVerdict);
            assertThat(gate.await(it -> it.getProbe().equals("other")))
                    .returns(ProbeVerdict.PROBE_VERDICT_UNKNOWN, ProbeResult::getVerdict)
                    .returns(
                            "this agent may not run /bin/false; start it with --allow-command"
                                    + " /bin/false",
                            ProbeResult::getText);
        }
    }

    @Test
    void aProbeItDoesNotUnderstandIsSaidAndTheOthersRun() throws Exception {
        gate.tasks =
                List.of(
                        ProbeTask.newBuilder().setName("new-kind").build(),
                        tcp("turn", target.getLocalPort()));

        try (var _ = new RunningAgent()) {
            assertThat(gate.await(AgentTest::isFit)).isNotNull();
        }
        assertThat(out.toString()).contains("Probe new-kind is not understood");
    }

    @Test
    void aRefusalEndsIt() throws Exception {
        gate.refusal = Status.UNAUTHENTICATED.withDescription("no token");

        try (var agent = new RunningAgent()) {
            assertThat(agent.exit.get(1, TimeUnit.MINUTES)).isNotZero();
        }
        assertThat(err.toString()).contains("no token");
    }

    @Test
    void aServerWithoutARegionIsWrongUsage() {
        int exit =
                commandLine()
                        .execute(
                                "agent",
                                "--vantage",
                                "agent-1",
                                "--service",
                                "media",
                                "--server-version",
                                "1",
                                "--endpoint",
                                "here");

        assertThat(exit).isEqualTo(ExitCode.WRONG_USAGE.number());
    }

    private CommandLine commandLine() {
        return Gate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    private static boolean isFit(ProbeResult result) {
        return result.getVerdict() == ProbeVerdict.PROBE_VERDICT_FIT;
    }

    private static ProbeTask tcp(String name, int port) {
        return task(name).setTcp(TcpProbe.newBuilder().setAddress("127.0.0.1:" + port)).build();
    }

    private static ProbeTask command(String name, String program) {
        return task(name)
                .setCommand(CommandProbe.newBuilder().addCommand(program).setOutputBytesMax(1_000))
                .build();
    }

    private static ProbeTask.Builder task(String name) {
        return ProbeTask.newBuilder()
                .setName(name)
                .setEvery(Durations.fromMillis(100))
                .setTimeout(Durations.fromSeconds(10));
    }

    /** The command on a thread of its own, until it is interrupted as by SIGINT. */
    private final class RunningAgent implements AutoCloseable {

        final CompletableFuture<Integer> exit = new CompletableFuture<>();
        private final Thread thread;

        RunningAgent(String... more) {
            var arguments =
                    new ArrayList<>(
                            List.of("agent", "--vantage", "agent-1", "--server", gate.address()));
            arguments.addAll(List.of(more));
            thread =
                    Thread.ofPlatform()
                            .start(() ->
                                    exit.complete(
                                            commandLine()
                                                    .execute(arguments.toArray(new String[0]))));
        }

        int end() throws Exception {
            thread.interrupt();
            return exit.get(1, TimeUnit.MINUTES);
        }

        @Override
        public void close() {
            thread.interrupt();
            exit.orTimeout(1, TimeUnit.MINUTES).join();
        }
    }
}
