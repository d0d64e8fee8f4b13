package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.RealServer.Around;
import io.portcullis.cli.drill.evidence.ExporterSink;
import io.portcullis.cli.drill.evidence.PrometheusFiles;
import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.reach.ReachSink;
import io.portcullis.cli.drill.reach.StandInRegions;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String LOOK = "10s";
    private static final String FINGERPRINT = "ISOLATION/us-east";

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
        Optional<Duration> delay = delay(result.acts().getFirst().record());
        String report =
                "Named after %s (at most %d s).%n%s"
                        .formatted(
                                delay.map(it -> "%.1f s".formatted(it.toMillis() / 1_000.0))
                                        .orElse("ever so long"),
                                most.toSeconds(),
                                DrillReport.text(result));
        Files.writeString(RealServer.REPORTS.resolve(SCENARIO + "-" + way + ".txt"), report);

        assertThat(result.passed()).describedAs(report).isTrue();
        assertThat(delay.orElseThrow()).describedAs(report).isPositive().isLessThanOrEqualTo(most);
    }

    /** From onset until the incident about the region could be read; probes that fail open others. */
    private static Optional<Duration> delay(ActRecord record) {
        return record.environment().stream()
                .filter(seen -> seen.value().getFingerprint().equals(FINGERPRINT))
                .map(Seen::at)
                .min(Comparator.naturalOrder())
                .flatMap(at -> record.firstFaultAt().map(onset -> Duration.between(onset, at)));
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
            return RealServer.play(
                    scenario,
                    SCENARIO + "-stock-metrics",
                    home,
                    new Around(LOOK, urls, Map.of(), (_, _, _) -> exporters));
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
        try (StandInRegions regions = StandInRegions.start(scenario.world().regions(), 0)) {
            return RealServer.play(
                    scenario,
                    SCENARIO + "-probes",
                    home,
                    new Around(
                            LOOK,
                            Map.of(),
                            regions.addresses(),
                            (gate, _, clock) ->
                                    ReachSink.start(
                                            EvidenceWays.pushed(gate, scenario.world(), clock),
                                            regions,
                                            gate,
                                            scenario.world().isolation().probes())));
        }
    }
}
