package io.portcullis.simulation.section;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.simulation.report.Delay;
import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.world.Fault;
import io.portcullis.simulation.world.Faults;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Analysis 5.3, history baseline: no old version is left, earlier days stand in for it. */
public final class HistoryBaselines implements Section {

    private static final Topology TOPOLOGY = Topology.onePair(12);
    private static final Region REGION = TOPOLOGY.senders().getFirst();
    private static final double LINK_RATE = 0.002;
    private static final double REQUEST_RATE = 0.002;
    private static final double[] TOLERANCES = {1.25, 1.5, 2};
    private static final double TOLERANCE = 2;
    private static final List<Double> SIGMAS = List.of(0.1, 0.2);
    private static final List<Double> TRAFFICS = List.of(50.0, 500.0);
    private static final int LOOK_SECONDS = 10;

    @Override
    public Outcome run(Runs runs) {
        return new Outcome(
                "5.3 History baseline, three earlier days, 10 % per stream and day, alpha .2 %\n\n"
                        + falseAlarms(runs)
                        + "\n"
                        + delays(runs),
                List.of());
    }

    private static Table falseAlarms(Runs runs) {
        var table =
                new Table(
                        "healthy, 30 min",
                        "sigma of a day",
                        "called bad at rho_0 1.25",
                        "at 1.5",
                        "at 2");
        for (Noise noise : runs.isFull() ? List.of(Noise.A0, Noise.A1) : List.of(Noise.A1)) {
            for (double sigma : runs.isFull() ? SIGMAS : List.of(0.1)) {
                List<List<Integer>> failedAt =
                        runs.over(
                                "5.3 history, healthy, sigma " + sigma,
                                runs.seeds(200, 1),
                                seed -> judged(setting(noise, 0, Fault.NONE), sigma, seed));
                table.row(
                        name(noise),
                        sigma,
                        rate(failedAt, 0),
                        rate(failedAt, 1),
                        rate(failedAt, 2));
            }
        }
        return table;
    }

    /** Looks of the call, by tolerance, all on the same counts. */
    private static List<Integer> judged(Setting setting, double sigma, long seed) {
        var baseline = HistoryBaseline.play(setting, sigma, seed);
        var failedAt = new ArrayList<Integer>();
        for (double tolerance : TOLERANCES) {
            failedAt.add(baseline.failedAt(tolerance));
        }
        return failedAt;
    }

    private static Rate rate(List<List<Integer>> failedAt, int tolerance) {
        return Rate.of(failedAt, looks -> looks.get(tolerance) > 0);
    }

    private static Table delays(Runs runs) {
        var table =
                new Table("rho_0 2, sigma .1, median / p95 s (power)", "req/s", "A0", "A1", "N");
        for (double traffic : runs.isFull() ? TRAFFICS : List.of(500.0)) {
            row(table, runs, "source p=0.3", traffic, Faults.source(REGION, 0.3));
            if (runs.isFull()) {
                row(table, runs, "region 0.2->1 %", traffic, Faults.place(REGION, 0.01));
            }
        }
        return table;
    }

    private static void row(Table table, Runs runs, String name, double traffic, Fault fault) {
        int seeds = runs.seeds(60, 1);
        table.row(
                name,
                "%.0f".formatted(traffic),
                delay(runs, setting(Noise.A0, traffic, fault.from(1)), seeds),
                delay(runs, setting(Noise.A1, traffic, fault.from(1)), seeds),
                seeds);
    }

    private static Delay delay(Runs runs, Setting setting, int seeds) {
        List<Integer> failedAt =
                runs.over(
                        "5.3 history, bad",
                        seeds,
                        seed -> HistoryBaseline.play(setting, 0.1, seed).failedAt(TOLERANCE));
        return new Delay(
                failedAt.stream()
                        .filter(look -> look > 0)
                        .map(look -> look * LOOK_SECONDS)
                        .toList(),
                seeds);
    }

    /** All servers new, the region's own rates given. */
    private static Setting setting(Noise noise, double traffic, Fault fault) {
        Map<Place, Double> rates = new HashMap<>();
        rates.put(REGION, REQUEST_RATE);
        for (Link link : TOPOLOGY.links()) {
            if (link.source().equals(REGION)) {
                rates.put(link, LINK_RATE);
            }
        }
        return Setting.of(noise, TOPOLOGY)
                .with()
                .traffic(traffic)
                .canaryShare(1)
                .fixedRates(rates)
                .fault(fault)
                .done();
    }

    private static String name(Noise noise) {
        return noise.equals(Noise.A0) ? "A0" : "A1";
    }
}
