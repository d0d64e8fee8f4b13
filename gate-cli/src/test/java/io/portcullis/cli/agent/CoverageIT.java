package io.portcullis.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpServer;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.Gate;
import io.portcullis.cli.demo.DemoServer;
import io.portcullis.cli.drill.RealServer;
import io.portcullis.v1.CoverageProbe;
import io.portcullis.v1.GetCoverageResponse;
import io.portcullis.v1.ProbeVerdict;
import io.portcullis.v1.UncoveredLink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server, and agents in two of its three regions that probe one another's web servers. */
@Timeout(600)
final class CoverageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ASK_AGAIN_MILLIS = 200;

    private static final String CONFIGURATION =
            """
            portcullis:
              look: 100ms
              stateDirectory: %s
              server: {port: 0}
              management: {port: 0}
              regions: {eu-west: {}, us-east: {}, ap-south: {}}
              services:
                media-server:
                  links: ALL_ORDERED_PAIRS
                  signals:
                    - {name: track-acquire}
                    - {name: relay-probe, kind: PROBE, place: LINK}
                  coverage:
                    signal: relay-probe
                    kind: HTTP
                    target: 'http://{endpoint}/from/{source_region}'
                    every: 500ms
                    timeout: 10s
            """;

    @TempDir private Path folder;

    @Test
    void linksBetweenAgentsAreCoveredAndTheOthersNamed() throws Exception {
        Path state = folder.resolve("state");
        Path configuration =
                Files.writeString(folder.resolve("gate.yml"), CONFIGURATION.formatted(state));
        try (var server =
                        DemoServer.start(
                                RealServer.command(configuration),
                                state,
                                folder.resolve("log.txt"));
                var gate = server.connect();
                var inEu = new WebServer();
                var inUs = new WebServer();
                var agentInEu = new RunningAgent(state, "eu-west", inEu);
                var agentInUs = new RunningAgent(state, "us-east", inUs)) {
            assertThat(gate).isNotNull();
            agentInUs.await("FIT ");
            agentInEu.await("FIT ");

            assertTwoCovered(await(state, CoverageIT::isAllFit));
            assertThat(show(state))
                    .startsWith("2 of 6 links of media-server covered by synthetic traffic")
                    .containsPattern("ap-south -> eu-west +- +UNCOVERED .*no agent stands")
                    .containsPattern("eu-west -> us-east +1.9 -> 1.9 +COVERED .*answered 200");

            inEu.status = 503;
            agentInUs.await("UNFIT ");

            GetCoverageResponse failing =
                    await(
                            state,
                            it ->
                                    fromEu(it)
                                            .anyMatch(probe ->
                                                    probe.getLastText()
                                                            .startsWith("answered 503")));
            assertThat(fromEu(failing).findFirst().orElseThrow())
                    .returns(ProbeVerdict.PROBE_VERDICT_UNFIT, CoverageProbe::getLastVerdict)
                    .returns("agent-us-east", CoverageProbe::getDestinationVantage)
                    .returns("", CoverageProbe::getUncoveredWhy);
            assertThat(agentInUs.end()).isEqualTo(ExitCode.OK.number());
            assertThat(agentInEu.end()).isEqualTo(ExitCode.OK.number());
        }
    }

    private static void assertTwoCovered(GetCoverageResponse covered) {
        assertThat(covered.getSignal()).isEqualTo("relay-probe");
        assertThat(covered.getUncoveredList())
                .hasSize(4)
                .extracting(UncoveredLink::getWhy)
                .containsOnly("no agent stands in ap-south");
    }

    private static boolean isAllFit(GetCoverageResponse answer) {
        return answer.getProbesCount() == 2
                && answer.getProbesList().stream()
                        .allMatch(it -> it.getLastVerdict() == ProbeVerdict.PROBE_VERDICT_FIT);
    }

    /** Probes of the link whose source is beside the web server of eu-west. */
    private static Stream<CoverageProbe> fromEu(GetCoverageResponse answer) {
        return answer.getProbesList().stream()
                .filter(probe -> probe.getLink().getSourceRegion().equals("eu-west"))
                .filter(probe -> probe.getLink().getDestinationRegion().equals("us-east"));
    }

    /** Agents say what they found before they report it. */
    private static GetCoverageResponse await(Path state, Predicate<GetCoverageResponse> wanted)
            throws InvalidProtocolBufferException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        GetCoverageResponse answer = coverage(state);
        while (!wanted.test(answer)) {
            assertThat(Instant.now()).describedAs(answer.toString()).isBefore(deadline);
            new CountDownLatch(1).await(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            answer = coverage(state);
        }
        return answer;
    }

    private static GetCoverageResponse coverage(Path state) throws InvalidProtocolBufferException {
        var answer = GetCoverageResponse.newBuilder();
        JsonFormat.parser().merge(show(state, "--output", "json"), answer);
        return answer.build();
    }

    private static String show(Path state, String... more) {
        var out = new StringWriter();
        var arguments = new ArrayList<>(List.of("environment", "coverage", "media-server"));
        arguments.addAll(List.of(more));
        assertThat(execute(state, arguments, new PrintWriter(out, true))).isZero();
        return out.toString();
    }

    /** As a person on the server's machine would, whose state directory is elsewhere. */
    private static int execute(Path state, List<String> arguments, PrintWriter out) {
        try {
            JsonNode server = new ObjectMapper().readTree(state.resolve("server.json").toFile());
            var all = new ArrayList<>(arguments);
            all.addAll(List.of("--server", server.path("address").asText()));
            all.addAll(List.of("--token-file", server.path("tokenFile").asText()));
            return Gate.commandLine().setOut(out).execute(all.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an agent stands beside. */
    private static final class WebServer implements AutoCloseable {
        volatile int status = 200;
        private final HttpServer server;

        WebServer() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/from/",
                    exchange -> {
                        exchange.sendResponseHeaders(status, -1);
                        exchange.close();
                    });
            server.start();
        }

        String endpoint() {
            return "127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** The command on a thread of its own, until it is interrupted as by SIGINT. */
    private static final class RunningAgent implements AutoCloseable {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();
        private final Thread thread;

        RunningAgent(Path state, String region, WebServer beside) {
            List<String> arguments =
                    List.of(
                            "agent",
                            "--vantage",
                            "agent-" + region,
                            "--region",
                            region,
                            "--service",
                            "media-server",
                            "--server-version",
                            "1.9",
                            "--endpoint",
                            beside.endpoint());
            var out = new PrintWriter(new Lines(lines), true);
            thread = Thread.ofPlatform().start(() -> exit.complete(execute(state, arguments, out)));
        }

        /** Reads on until a line begins so. It asks the gate again only every 30 s. */
        void await(String beginning) throws InterruptedException {
            String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            while (line != null && !line.startsWith(beginning)) {
                line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(line).isNotNull();
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

    /** Hands over each line when it is flushed. */
    private static final class Lines extends StringWriter {
        private final BlockingQueue<String> lines;

        Lines(BlockingQueue<String> lines) {
            this.lines = lines;
        }

        @Override
        public void flush() {
            toString().lines().forEach(lines::add);
            getBuffer().setLength(0);
        }
    }
}
