package io.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import com.google.protobuf.util.Timestamps;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import io.portcullis.v1.BadHistory;
import io.portcullis.v1.ReplayHistoryRequest;
import io.portcullis.v1.ReplayHistoryResponse;
import io.portcullis.v1.ReplayProgress;
import io.portcullis.v1.ReplayReport;
import io.portcullis.v1.ReplayServiceGrpc;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ReplayHistoryCommandTest {
    private static final Path DOCUMENT = Path.of("../docs/replay.md");
    private static final Path REPORT = Path.of("src/test/resources/replay-report.textproto");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^(gate replay-history(?:.*\\\\\\n)*.*)$");
    private static final Pattern SHOWN = Pattern.compile("```text\\n(.*?)```", Pattern.DOTALL);
    private static final String PLAN =
            """
            service: web
            release: {artifact: a, version: "1.5.2", configuration: c}
            running: {artifact: a, version: "1.5.1", configuration: c}
            plan:
              stages:
                - {name: one, regions: ALL, canaryShare: 0.1, bake: 10m, holdLimit: 10m}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<ReplayHistoryRequest> asked = new CopyOnWriteArrayList<>();
    private ReplayReport report = ReplayReport.getDefaultInstance();
    private Server server = serve();
    private Path file = Path.of("");

    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("rollout.yaml"), PLAN);
        report = TextFormat.parse(Files.readString(REPORT), ReplayReport.class);
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void asksForWhatTheOptionsSay() throws Exception {
        int ended =
                run(
                        "--healthy",
                        "2026-03-01T00:00Z/2026-03-01T03:30Z",
                        "--intervals=30",
                        "--bad",
                        "2026-03-01T03:30Z/2026-03-01T04:00Z",
                        "--noticed=2026-03-01T04:55:00+01:00",
                        "--bad",
                        "2026-03-02T03:30Z/2026-03-02T04:00Z",
                        "--new=2.0",
                        "--old=1.9");

        assertThat(err.toString()).startsWith("healthy: 600 of 1,260 looks read");
        assertThat(ended).isZero();
        var request = asked.getFirst();
        assertThat(request.getService()).isEqualTo("web");
        assertThat(request.getPlan().getStages(0).getName()).isEqualTo("one");
        assertThat(request.getHealthy().getIntervals()).isEqualTo(30);
        assertThat(request.getHealthy().getToTime())
                .isEqualTo(Timestamps.parse("2026-03-01T03:30:00Z"));
        assertThat(request.getBadList())
                .extracting(BadHistory::getNewVersion)
                .containsExactly("1.5.2", "2.0");
        assertThat(request.getBad(0).getNoticedTime())
                .isEqualTo(Timestamps.parse("2026-03-01T03:55:00Z"));
        assertThat(request.getBad(1).hasNoticedTime()).isFalse();
    }

    /** The report is of a run against a real Prometheus. */
    @Test
    void showsWhatTheDocumentShows() throws IOException {
        var shown = SHOWN.matcher(Files.readString(DOCUMENT));
        assertThat(shown.find()).isTrue();

        run("--healthy", "2026-03-01T00:00Z/2026-03-01T03:30Z");

        assertThat(out.toString()).isEqualTo(shown.group(1));
    }

    @Test
    void printsTheReportAsJson() {
        run("--healthy", "2026-03-01T00:00Z/2026-03-01T03:30Z", "--output", "json");

        assertThat(out.toString()).startsWith("{").contains("\"abortRatioHigh\"");
    }

    @Test
    void understandsTheCommandsOfTheDocument() throws IOException {
        var commands = COMMAND.matcher(Files.readString(DOCUMENT));
        int seen = 0;
        while (commands.find()) {
            String[] words = commands.group(1).replace("\\\n", " ").strip().split("\\s+", -1);
            CommandLine.ParseResult parsed =
                    Gate.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length));
            assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("replay-history");
            seen++;
        }
        assertThat(seen).isGreaterThanOrEqualTo(2);
    }

    @Test
    void refusesTimesThatAreNone() {
        assertThat(run("--healthy", "2026-03-01T03:30Z/2026-03-01T00:00Z")).isEqualTo(2);
        assertThat(err.toString()).contains("ends before it begins");
        assertThat(run("--healthy", "yesterday/2026-03-01T00:00Z")).isEqualTo(2);
        assertThat(err.toString()).contains("\"yesterday\" is no time; write 2026-07-01T10:00Z");
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Name a past time to play");
    }

    private int run(String... options) {
        String[] arguments =
                Stream.concat(
                                Stream.of(
                                        "replay-history",
                                        "-f",
                                        file.toString(),
                                        "--server",
                                        "localhost:" + server.getPort()),
                                Stream.of(options))
                        .toArray(String[]::new);
        return Gate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Server serve() {
        try {
            return Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                    .addService(new Scripted())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Scripted extends ReplayServiceGrpc.ReplayServiceImplBase {
        @Override
        public void replayHistory(
                ReplayHistoryRequest request, StreamObserver<ReplayHistoryResponse> answer) {
            asked.add(request);
            answer.onNext(
                    ReplayHistoryResponse.newBuilder()
                            .setProgress(
                                    ReplayProgress.newBuilder()
                                            .setPart("healthy")
                                            .setLooks(600)
                                            .setLooksTotal(1_260))
                            .build());
            answer.onNext(ReplayHistoryResponse.newBuilder().setReport(report).build());
            answer.onCompleted();
        }
    }
}
