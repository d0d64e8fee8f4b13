package io.portcullis.simulation.section;

import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.world.Gauges;
import io.portcullis.simulation.world.Noise;
import java.util.List;

/** Analysis 5.3, gauge: three canary servers against 57 whose level grows in one region. */
public final class GrowingGauges implements Section {

    /** rho_0 of levels is 1.5 (analysis 2.12). */
    private static final SignalDefinition LEVEL =
            SignalDefinition.usual(Gauges.SIGNAL, SignalKind.LEVEL, Scope.REGION);

    private static final List<Double> GROWTHS = List.of(0.25, 1.0, 4.0);

    /** What fades over 100 s. */
    private static final double USUAL_MEMORY = Noise.WANDER_MEMORY;

    /** From none to eight minutes. */
    private static final List<Double> MEMORIES = List.of(0.0, 0.7, USUAL_MEMORY, 0.98);

    @Override
    public Outcome run(Runs runs) {
        var healthy =
                new Table(
                        "healthy, 30 min, 3 against 57 servers, 12 regions",
                        "called bad [95 % limits]",
                        "log10 W: max median / 99 % / mean at the end");
        for (double memory : runs.isFull() ? MEMORIES : List.of(USUAL_MEMORY)) {
            List<Watched.Calls> calls = play(runs, 0, memory, 300);
            healthy.row(
                    "a server keeps %.2f of its deviation for a look".formatted(memory),
                    Rate.of(calls, call -> call.failed(0)),
                    Watched.strongest(calls, 0));
        }
        var grows =
                new Table(
                        "growth in one region, stationary sd per minute",
                        "kept for a look",
                        "median / p95 s (power)",
                        "N");
        for (double growth : runs.isFull() ? GROWTHS : List.of(1.0)) {
            for (double memory : runs.isFull() ? MEMORIES : List.of(USUAL_MEMORY)) {
                List<Watched.Calls> grown = play(runs, growth, memory, 60);
                grows.row(growth, memory, Watched.delay(grown, 0, 1), grown.size());
            }
        }
        return new Outcome(
                "5.3 Gauge, means of 30 s above q95 of before, rho_0 1.5\n\n"
                        + healthy
                        + "\n"
                        + grows,
                List.of());
    }

    private static List<Watched.Calls> play(Runs runs, double growth, double memory, int full) {
        return runs.over(
                "5.3 gauge, growth " + growth + ", keeps " + memory,
                runs.seeds(full, 1),
                seed -> BucketRun.play(LEVEL, new Gauges(growth, memory, seed), List.of()));
    }
}
