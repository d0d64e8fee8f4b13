package io.portcullis.cli.drill;

import com.google.protobuf.util.Durations;
import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.drill.evidence.EvidenceSink;
import io.portcullis.cli.drill.evidence.ExporterSink;
import io.portcullis.cli.drill.evidence.OtlpSink;
import io.portcullis.cli.drill.evidence.PrometheusFiles;
import io.portcullis.cli.drill.evidence.RelaySink;
import io.portcullis.cli.drill.platform.StandInPlatform;
import io.portcullis.cli.drill.play.DrillPlayer;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.play.DrillSettings;
import io.portcullis.cli.drill.play.DrillView;
import io.portcullis.cli.drill.play.SteadyPace;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.v1.GetServerRequest;
import io.portcullis.v1.GetServerResponse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of a scenario: asks the server how long its looks are, starts platform and servers, plays, stops them. */
public final class DrillRun {
    private static final Duration SCRAPE_WAIT_MAX = Duration.ofSeconds(120);
    private static final int SCRAPE_POLL_MILLIS = 100;

    private final Scenario scenario;
    private final DrillOptions options;
    private final Path secretFile;
    private final PrintWriter news;

    DrillRun(Scenario scenario, DrillOptions options, Path secretFile, PrintWriter news) {
        this.scenario = scenario;
        this.options = options;
        this.secretFile = secretFile;
        this.news = news;
    }

    /** Plays it. */
    public DrillResult play(GateConnection gate) throws InterruptedException {
        GetServerResponse server = gate.server().getServer(GetServerRequest.getDefaultInstance());
        Preflight.check(server, scenario);
        Duration look = Duration.ofNanos(Durations.toNanos(server.getLookLength()));
        Clock clock = Clock.systemUTC();
        byte[] secret = HookSecretFile.readOrMake(secretFile);
        news.printf(
                "Playing %s with seed %d, looks of %d ms, evidence by %s%n",
                scenario.scenario(), options.seed, look.toMillis(), options.evidence);
        try (StandInPlatform platform = StandInPlatform.start(options.platformPort, secret, clock);
                EvidenceSink evidence = evidence(gate, look, clock)) {
            return new DrillPlayer(new DrillSettings(
                            scenario,
                            options.seed,
                            scenario.scenario() + "-" + clock.millis(),
                            look,
                            gate,
                            platform,
                            evidence,
                            new SteadyPace(look),
                            view(),
                            clock))
                    .play();
        }
    }

    private DrillView view() {
        return System.console() != null && System.console().isTerminal()
                ? new LiveView(news, scenario.world().regions())
                : new PlainView(news);
    }

    private EvidenceSink evidence(GateConnection gate, Duration look, Clock clock) throws InterruptedException {
        String service = scenario.world().service();
        return switch (options.evidence) {
            case PUSH_RELAY -> new RelaySink(gate.channel(), service, clock);
            case PUSH_OTLP -> new OtlpSink(gate.channel(), service, clock);
            case PULL -> exporters(look);
        };
    }

    private ExporterSink exporters(Duration look) throws InterruptedException {
        ExporterSink exporters = ExporterSink.start(scenario.world().regions(), options.exporterPort);
        Map<String, Path> files = PrometheusFiles.write(
                options.prometheusFiles, scenario.world().service(), exporters.targets(), look);
        news.println("Start a Prometheus for each region with these files; the drill begins when all have scraped:");
        files.forEach((region, file) -> news.println("  " + region + "  " + file));
        news.flush();
        long deadline = System.nanoTime() + SCRAPE_WAIT_MAX.toNanos();
        while (!exporters.unscraped().isEmpty()) {
            if (System.nanoTime() > deadline) {
                String missing = String.join(", ", exporters.unscraped());
                exporters.close();
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "Nobody scraped " + missing + " within " + SCRAPE_WAIT_MAX.toSeconds()
                                + " s. Start a Prometheus for each region with the files named above.");
            }
            TimeUnit.MILLISECONDS.sleep(SCRAPE_POLL_MILLIS);
        }
        return exporters;
    }
}
