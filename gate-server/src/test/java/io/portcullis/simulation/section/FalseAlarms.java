package io.portcullis.simulation.section;

import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.report.Target;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.rule.Peers;
import io.portcullis.simulation.rule.Rule;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Topology;
import java.util.ArrayList;
import java.util.List;

/** Analysis 5.1: how often healthy releases are called bad. */
public final class FalseAlarms implements Section {

    private static final int DAY = 8640;

    private final List<Target> targets = new ArrayList<>();

    /**
     * One row.
     *
     * @param full seeds of the full report; fast seeds of every build, 0 to leave it out
     * @param limit of analysis section 6; 1 for none
     */
    private record Row(
            String name,
            String world,
            Setting setting,
            Rule.Start start,
            int looks,
            int full,
            int fast,
            double limit) {}

    @Override
    public Outcome run(Runs runs) {
        var table = new Table(
                        "the gate, release",
                        "world",
                        "looks",
                        "called bad [95 % limits]",
                        "log10 W: max median / 99 % / mean at the end");
        for (Row row : rows()) {
            int seeds = runs.seeds(row.full(), row.fast());
            if (seeds > 0) {
                List<Watched.Calls> calls = play(runs, row, seeds);
                Rate rate = Rate.of(calls, call -> call.failed(0));
                table.row(
                        row.name(),
                        row.world(),
                        row.looks(),
                        rate,
                        Watched.strongest(calls, 0));
                judge(row, rate);
            }
        }
        return new Outcome(
                "5.1 False alarms, nominal 1 % (release .8 %)\n\n" + table + "\n" + peers(runs),
                targets);
    }

    private void judge(Row row, Rate rate) {
        if (row.limit() < 1) {
            String what = row.name() + ", " + row.world() + ", false FAIL of the release";
            targets.add(Target.atMost(1, what, rate, row.limit()));
        }
    }

    private static List<Watched.Calls> play(Runs runs, Row row, int seeds) {
        return runs.over(
                "5.1 " + row.name() + " " + row.world(),
                seeds,
                seed -> Watched.play(row.setting(), seed, row.looks(), List.of(row.start())));
    }

    private static List<Row> rows() {
        Topology one = Topology.onePair(12);
        Setting a0 = Setting.of(Noise.A0, one);
        Setting a1 = Setting.of(Noise.A1, one);
        Setting a2 = Setting.of(Noise.A2, one);
        Setting three = Setting.of(Noise.A1, Topology.threePairs(12));
        Setting small = Setting.of(Noise.A1, Topology.onePair(6));
        Rule.Start gate = Gate.standard();
        Rule.Start surprised = Gate.calibratedIn(Noise.A0);
        Rule.Start unknowing = Gate.uncalibrated();
        int half = Watched.HALF_HOUR;
        return List.of(
                new Row("default", "A0", a0, gate, half, 300, 4, 0.01),
                new Row("default", "A1", a1, gate, half, 300, 4, 0.01),
                new Row("default", "A2", a2, gate, half, 300, 4, 0.02),
                new Row("drift x2", "A1", a1.with().drift(2).done(), gate, half, 300, 2, 0.01),
                new Row(
                        "10 % missing",
                        "A1",
                        a1.with().missing(0.1).done(),
                        gate,
                        half,
                        300,
                        2,
                        0.01),
                new Row("canary 1 %", "A1", share(a1, 0.01), gate, half, 100, 0, 0.01),
                new Row("canary 50 %", "A1", share(a1, 0.5), gate, half, 100, 0, 0.01),
                new Row("warm-up of 6 looks", "A1", a1.with().warmUp(6).done(), gate, half, 60, 0, 1),
                new Row("three arm pairs", "A0", three.with().noise(Noise.A0).done(), gate, half, 100, 2, 0.01),
                new Row("three arm pairs", "A1", three, gate, half, 100, 2, 0.01),
                new Row("A0 calibration", "A1", a1, surprised, half, 150, 2, 1),
                new Row("A0 calibration", "A2", a2, surprised, half, 150, 2, 0.03),
                new Row("no calibration", "A0", a0, unknowing, half, 100, 0, 1),
                new Row("no calibration", "A1", a1, unknowing, half, 100, 0, 1),
                new Row("no calibration", "A2", a2, unknowing, half, 100, 2, 1),
                new Row("sigma_p .2", "A1", biased(a1), gate, half, 60, 0, 1),
                new Row("sigma_p .2, rho_0 1.5", "A1", biased(a1), Gate.tolerant(1.5), half, 60, 0, 1),
                new Row("24 h, 6 regions, 30 links", "A0", small.with().noise(Noise.A0).done(), gate, DAY, 20, 0, 0.01),
                new Row("24 h, 6 regions, 30 links", "A1", small, gate, DAY, 60, 0, 0.01));
    }

    private static Setting share(Setting setting, double canaryShare) {
        return setting.with().canaryShare(canaryShare).done();
    }

    private static Setting biased(Setting setting) {
        return setting.with().noise(setting.noise().withBias(0.2)).done();
    }

    private static Table peers(Runs runs) {
        var table = new Table("other rules, 30 min", "A0", "A1", "A2");
        int seeds = runs.seeds(100, 2);
        List<List<Watched.Calls>> worlds = new ArrayList<>();
        for (Noise noise : List.of(Noise.A0, Noise.A1, Noise.A2)) {
            Setting setting = Setting.of(noise, Topology.onePair(12));
            worlds.add(
                    runs.over(
                            "5.1 other rules",
                            seeds,
                            seed ->
                                    Watched.play(
                                            setting, seed, Watched.HALF_HOUR, Peers.starts())));
        }
        for (Peers peer : Peers.values()) {
            List<Rate> rates =
                    worlds.stream()
                            .map(runsOf ->
                                    Rate.of(runsOf, calls -> calls.failed(peer.ordinal())))
                            .toList();
            table.row(peer.title(), rates.get(0), rates.get(1), rates.get(2));
        }
        return table;
    }
}
