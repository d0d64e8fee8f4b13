package io.portcullis.simulation.section;

import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalDefinition.Worse;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.rule.RepeatedKs;
import io.portcullis.simulation.world.Latencies;
import io.portcullis.simulation.world.Latencies.Unrest;
import io.portcullis.simulation.world.Slowness;
import io.portcullis.simulation.world.Topology;
import java.util.List;
import java.util.Locale;

/** Analysis 5.3, latency: three edges of a histogram, and how the release is slow in one region. */
public final class SlowReleases implements Section {

    private static final double TOLERANCE = 1.1;
    private static final List<Double> TRAFFICS = List.of(50.0, 500.0);

    private static final SignalDefinition LATENCY =
            new SignalDefinition(
                    Latencies.SIGNAL,
                    SignalKind.LATENCY,
                    Scope.REGION,
                    SignalDefinition.usualWeight(SignalKind.LATENCY, Scope.REGION),
                    1,
                    TOLERANCE,
                    Worse.HIGH,
                    SignalDefinition.usualProof(SignalKind.LATENCY),
                    "s",
                    null);

    /** One way to be slow. */
    private record Row(String name, Slowness slowness) {}

    private static final List<Row> SLOW =
            List.of(
                    new Row("+25 % all", Slowness.all(1.25)),
                    new Row("x2 all", Slowness.all(2)),
                    new Row("2 % of requests +2 s", Slowness.some(0.02, 2)),
                    new Row("10 % of requests +5 s", Slowness.some(0.1, 5)));

    @Override
    public Outcome run(Runs runs) {
        return new Outcome(
                "5.3 Latency, three edges of buckets, rho_0 1.1\n\n"
                        + falseAlarms(runs)
                        + "\n"
                        + delays(runs),
                List.of());
    }

    private static Table falseAlarms(Runs runs) {
        var table =
                new Table(
                        "healthy, 30 min",
                        "req/s",
                        "called bad [95 % limits]",
                        "log10 W: max median / 99 % / mean at the end",
                        "repeated KS");
        for (Unrest unrest : runs.isFull() ? List.of(Unrest.values()) : List.of(Unrest.NORMAL)) {
            for (double traffic : runs.isFull() ? TRAFFICS : List.of(500.0)) {
                List<Watched.Calls> calls =
                        play(runs, new Row("A/A", Slowness.NONE), unrest, traffic, 300);
                table.row(
                        unrest.name().toLowerCase(Locale.ROOT),
                        text(traffic),
                        Rate.of(calls, call -> call.failed(0)),
                        Watched.strongest(calls, 0),
                        Rate.of(calls, call -> call.failed(1)));
            }
        }
        return table;
    }

    private static Table delays(Runs runs) {
        var table =
                new Table(
                        "one of 12 regions, median / p95 s (power)",
                        "req/s",
                        "calm",
                        "normal",
                        "KS calm",
                        "N");
        for (Row row : runs.isFull() ? SLOW : SLOW.subList(0, 1)) {
            for (double traffic : runs.isFull() ? TRAFFICS : List.of(500.0)) {
                List<Watched.Calls> calm = play(runs, row, Unrest.CALM, traffic, 60);
                List<Watched.Calls> normal = play(runs, row, Unrest.NORMAL, traffic, 60);
                table.row(
                        row.name(),
                        text(traffic),
                        Watched.delay(calm, 0, 1),
                        Watched.delay(normal, 0, 1),
                        Watched.delay(calm, 1, 1),
                        calm.size());
            }
        }
        return table;
    }

    private static String text(double traffic) {
        return "%.0f".formatted(traffic);
    }

    private static List<Watched.Calls> play(
            Runs runs, Row row, Unrest unrest, double traffic, int full) {
        return runs.over(
                "5.3 latency, " + row.name() + ", " + text(traffic) + " req/s",
                runs.seeds(full, 1),
                seed ->
                        BucketRun.play(
                                LATENCY,
                                new Latencies(unrest, traffic, row.slowness(), seed),
                                List.of(
                                        new RepeatedKs(
                                                Topology.onePair(12).senders(),
                                                Latencies.parts()))));
    }
}
