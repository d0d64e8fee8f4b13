package io.portcullis.cli.drill;

import com.google.protobuf.util.Durations;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.drill.evidence.EvidenceSink;
import io.portcullis.cli.drill.platform.StandInPlatform;
import io.portcullis.cli.drill.play.DrillPlayer;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.play.DrillSettings;
import io.portcullis.cli.drill.play.DrillView;
import io.portcullis.cli.drill.play.SteadyPace;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.standin.StandIns;
import io.portcullis.v1.GetServerRequest;
import io.portcullis.v1.GetServerResponse;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;

/** One run of a scenario: asks the server how long its looks are, then plays in that pace. */
public final class DrillRun {
    private final Scenario scenario;
    private final long seed;
    private final PrintWriter news;

    /**
     * @param news where the run is shown while it goes on
     */
    public DrillRun(Scenario scenario, long seed, PrintWriter news) {
        this.scenario = scenario;
        this.seed = seed;
        this.news = news;
    }

    /** Plays it. A thread that is interrupted aborts the rollout it plays, then throws. */
    public DrillResult play(
            GateConnection gate, StandInPlatform platform, StandIns standIns, EvidenceOpener opener)
            throws InterruptedException {
        GetServerResponse server = gate.server().getServer(GetServerRequest.getDefaultInstance());
        Preflight.check(server, scenario);
        Duration look = Duration.ofNanos(Durations.toNanos(server.getLookLength()));
        Clock clock = Clock.systemUTC();
        news.printf(
                "Playing %s with seed %d, looks of %d ms%n",
                scenario.scenario(), seed, look.toMillis());
        news.flush();
        try (EvidenceSink evidence = opener.open(gate, look, clock)) {
            return new DrillPlayer(
                            new DrillSettings(
                                    scenario,
                                    seed,
                                    scenario.scenario() + "-" + clock.millis(),
                                    look,
                                    gate,
                                    platform,
                                    standIns,
                                    evidence,
                                    new SteadyPace(look),
                                    view(),
                                    clock))
                    .play();
        }
    }

    // With the console of java.base there is none when the output is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private DrillView view() {
        return System.console() != null && System.console().isTerminal()
                ? new LiveView(news)
                : new PlainView(news);
    }

    /** Opens the way by which evidence reaches the gate. */
    public interface EvidenceOpener {
        /** Opens it; may wait until somebody listens. */
        EvidenceSink open(GateConnection gate, Duration look, Clock clock)
                throws InterruptedException;
    }
}
