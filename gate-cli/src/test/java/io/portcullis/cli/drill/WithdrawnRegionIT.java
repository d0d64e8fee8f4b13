package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.GateConnection;
import io.portcullis.cli.demo.DemoServer;
import io.portcullis.cli.drill.evidence.ExporterSink;
import io.portcullis.cli.drill.evidence.PrometheusFiles;
import io.portcullis.cli.drill.platform.StandInPlatform;
import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.reach.ReachSink;
import io.portcullis.cli.drill.reach.RegionAddresses;
import io.portcullis.cli.drill.reach.StandInRegions;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.cli.drill.standin.StandIns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A region takes itself offline although it can be reached: two real servers with looks of ten seconds, one of which has nothing but a
 * gauge in real metric stores, the other nothing but probes. By the clock, so that it takes minutes; both at the same time.
 */
@Timeout(600)
final class WithdrawnRegionIT {
    static final String SCENARIO = "livekit-2024-02-07-withdrawn";
    static final Duration STOCK_METRICS_MAX = Duration.ofSeconds(90);
    static final Duration PROBES_MAX = Duration.ofSeconds(40);

    /** What each run was like, for people. */
    private static final Path REPORTS = Path.of("target/drills");

    @TempDir private Path folder;

    @Test
    void isNamedInTimeFromStockMetricsAndByProbes() throws Exception {
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<DrillResult> probes = both.submit(this::byProbes);
            if (Files.isExecutable(RegionPrometheus.BINARY)) {
                Future<DrillResult> stock = both.submit(this::fromStockMetrics);
                assertInTime("stock-metrics", STOCK_METRICS_MAX, stock);
            } else {
                sayNotRun();
            }

            assertInTime("probes", PROBES_MAX, probes);
        }
    }

    private static void sayNotRun() throws IOException {
        Files.writeString(
                Files.createDirectories(Path.of("target")).resolve("not-run.txt"),
                "region that withdraws, from stock metrics: needs prometheus\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void assertInTime(String way, Duration most, Future<DrillResult> run)
            throws IOException, InterruptedException, ExecutionException {
        DrillResult result = run.get();
        Duration delay = delay(result.acts().getFirst().record());
        String report =
                "Named %.1f s after onset (at most %d s).%n%s"
                        .formatted(
                                delay.toMillis() / 1_000.0,
                                most.toSeconds(),
                                DrillReport.text(result));
        Files.createDirectories(REPORTS);
        Files.writeString(REPORTS.resolve(SCENARIO + "-" + way + ".txt"), report);

        assertThat(result.passed()).describedAs(report).isTrue();
        assertThat(delay).describedAs(report).isPositive().isLessThanOrEqualTo(most);
    }

    private static Duration delay(ActRecord record) {
        Instant onset = record.spells().getFirst().firstAt();
        Instant named =
                record.environment().stream()
                        .filter(seen -> seen.value().getFingerprint().equals("ISOLATION/us-east"))
                        .map(Seen::at)
                        .findFirst()
                        .orElse(onset.plus(Duration.ofDays(1)));
        return Duration.between(onset, named);
    }

    private DrillResult fromStockMetrics() throws IOException, InterruptedException {
        Scenario scenario = ScenarioFiles.read(SCENARIO, Map.of());
        Path home = Files.createDirectories(folder.resolve("stock-metrics"));
        List<String> regions = scenario.world().regions();
        List<RegionPrometheus> stores = new ArrayList<>();
        try (ExporterSink exporters = ExporterSink.start(regions, 0)) {
            Map<String, Path> files =
                    PrometheusFiles.write(
                            home,
                            scenario.world().service(),
                            exporters.targets(),
                            scenario.world().isolation().scrapes());
            Map<String, URI> urls = new TreeMap<>();
            for (String region : regions) {
                urls.put(region, RegionPrometheus.free());
                stores.add(
                        RegionPrometheus.start(
                                urls.get(region), files.get(region), home.resolve(region)));
            }
            return play(scenario, home, urls, Map.of(), (_, _, _) -> exporters);
        } finally {
            stores.forEach(RegionPrometheus::close);
        }
    }

    private DrillResult byProbes() throws IOException, InterruptedException {
        Scenario scenario =
                ScenarioFiles.read(
                        SCENARIO,
                        Map.of("acts.0.expect.0.withinSeconds", "" + PROBES_MAX.toSeconds()));
        Path home = Files.createDirectories(folder.resolve("probes"));
        StandInRegions regions = StandInRegions.start(scenario.world().regions(), 0);
        return play(
                scenario,
                home,
                Map.of(),
                regions.addresses(),
                (gate, _, clock) ->
                        ReachSink.start(
                                EvidenceWays.pushed(gate, scenario.world(), clock),
                                regions,
                                gate,
                                scenario.world().isolation().probes()));
    }

    private static DrillResult play(
            Scenario scenario,
            Path home,
            Map<String, URI> urls,
            Map<String, RegionAddresses> reach,
            DrillRun.EvidenceOpener opener)
            throws IOException, InterruptedException {
        Path secretFile = home.resolve("hook-secret");
        byte[] secret = HookSecretFile.readOrMake(secretFile);
        try (StandInPlatform platform = StandInPlatform.start(0, secret, Clock.systemUTC())) {
            Path state = home.resolve("state");
            Path configuration = home.resolve("gate.yml");
            Files.writeString(
                    configuration,
                    "portcullis:\n  stateDirectory: "
                            + state
                            + "\n  server: {port: 0}\n  management: {port: 0}\n"
                            + new ServerConfigurationText(
                                            scenario,
                                            "hook",
                                            platform.url(),
                                            secretFile,
                                            urls,
                                            reach,
                                            Map.of())
                                    .text());
            Path log = home.resolve("server.log");
            try (DemoServer server =
                            DemoServer.start(RealServer.command(configuration), state, log);
                    GateConnection gate = server.connect()) {
                return new DrillRun(scenario, 1, new PrintWriter(new StringWriter()))
                        .play(gate, platform, StandIns.start(List.of(), 0), opener);
            } finally {
                Files.createDirectories(REPORTS);
                Files.copy(
                        log,
                        REPORTS.resolve(SCENARIO + "-" + home.getFileName() + ".log"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
