package io.portcullis.cli.drill;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.drill.evidence.AgentSink;
import io.portcullis.cli.drill.evidence.CarriedSink;
import io.portcullis.cli.drill.evidence.EvidenceSink;
import io.portcullis.cli.drill.evidence.ExporterSink;
import io.portcullis.cli.drill.evidence.OtlpSink;
import io.portcullis.cli.drill.evidence.PrometheusFiles;
import io.portcullis.cli.drill.evidence.RelaySink;
import io.portcullis.cli.drill.reach.ReachSink;
import io.portcullis.cli.drill.reach.StandInRegions;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.drill.scenario.WorldText.IsolationText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Opens the way of evidence that was chosen on the command line. */
final class EvidenceWays implements DrillRun.EvidenceOpener {
    private static final Duration SCRAPE_WAIT_MAX = Duration.ofMinutes(2);
    private static final int SCRAPE_POLL_MILLIS = 100;

    private final WorldText world;
    private final DrillOptions options;
    private final PrintWriter news;

    EvidenceWays(WorldText world, DrillOptions options, PrintWriter news) {
        this.world = world;
        this.options = options;
        this.news = news;
    }

    @Override
    public EvidenceSink open(GateConnection gate, Duration look, Clock clock)
            throws InterruptedException {
        return switch (options.evidence) {
            case PUSH_RELAY -> probed(gate, pushed(gate, world, clock));
            case PUSH_OTLP -> probed(gate, new OtlpSink(gate.channel(), world.service(), clock));
            case PULL -> exporters(look);
        };
    }

    /** With regions to probe, where the world has some. */
    EvidenceSink probed(GateConnection gate, EvidenceSink beside) throws InterruptedException {
        IsolationText isolation = world.isolation();
        if (isolation == null) {
            return beside;
        }
        StandInRegions regions;
        try {
            regions = StandInRegions.start(world.regions(), options.reachPort);
        } catch (RuntimeException e) {
            beside.close();
            throw e;
        }
        return ReachSink.start(beside, regions, gate, isolation.probes());
    }

    /**
     * What the rung that is played has. On the highest these are relay reports, and by OTLP what servers carry, which those do not
     * tell.
     */
    static EvidenceSink pushed(GateConnection gate, WorldText world, Clock clock) {
        return switch (world.rungPlayed()) {
            case A, C, D -> new OtlpSink(gate.channel(), world.service(), clock);
            case B ->
                    new AgentSink(
                            new OtlpSink(gate.channel(), world.service(), clock),
                            gate,
                            world.service(),
                            clock);
            case E -> relay(gate, world, clock);
        };
    }

    private static EvidenceSink relay(GateConnection gate, WorldText world, Clock clock) {
        return new CarriedSink(
                new RelaySink(gate.channel(), world.service(), clock),
                gate.channel(),
                world.service(),
                clock);
    }

    private ExporterSink exporters(Duration look) throws InterruptedException {
        ExporterSink exporters = ExporterSink.start(world.regions(), options.exporterPort);
        try {
            awaitScrapes(exporters, look);
            return exporters;
        } catch (InterruptedException | RuntimeException e) {
            exporters.close();
            throw e;
        }
    }

    private void awaitScrapes(ExporterSink exporters, Duration look) throws InterruptedException {
        Map<String, Path> files =
                PrometheusFiles.write(
                        options.prometheusFiles,
                        world.service(),
                        exporters.targets(),
                        world.isolation() == null
                                ? PrometheusFiles.interval(look)
                                : world.isolation().scrapes());
        news.println(
                "Start a Prometheus for each region with these files; the drill begins when all have scraped:");
        files.forEach((region, file) -> news.println("  " + region + "  " + file));
        news.flush();
        long deadline = System.nanoTime() + SCRAPE_WAIT_MAX.toNanos();
        while (!exporters.unscraped().isEmpty()) {
            if (System.nanoTime() > deadline) {
                String missing = String.join(", ", exporters.unscraped());
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "Nobody scraped "
                                + missing
                                + " within "
                                + SCRAPE_WAIT_MAX.toSeconds()
                                + " s. Start a Prometheus for each region with the files named above.");
            }
            TimeUnit.MILLISECONDS.sleep(SCRAPE_POLL_MILLIS);
        }
    }
}
