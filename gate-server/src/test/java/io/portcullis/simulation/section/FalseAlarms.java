package io.portcullis.simulation.section;

import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.report.Target;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.rule.Rule;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Topology;
import java.util.ArrayList;
import java.util.List;

/** Analysis 5.1: how often healthy releases are called bad. */
public final class FalseAlarms implements Section {

    private static final int DAY = 8640;

    private static final Topology ONE = Topology.onePair(12);
    private static final Setting A0 = Setting.of(Noise.A0, ONE);
    private static final Setting A1 = Setting.of(Noise.A1, ONE);
    private static final Setting A2 = Setting.of(Noise.A2, ONE);
    private static final Setting THREE = Setting.of(Noise.A1, Topology.threePairs(12));
    private static final Setting SMALL = Setting.of(Noise.A1, Topology.onePair(6));
    private static final Setting QUICK = A1.with().lookSeconds(2.5).done();

    private final String title;
    private final List<Row> rows;
    private final List<Target> targets = new ArrayList<>();

    private FalseAlarms(String title, List<Row> rows) {
        this.title = title;
        this.rows = rows;
    }

    /** The default, and what analysis section 6 asks. */
    static FalseAlarms ofDefault() {
        return new FalseAlarms("5.1 False alarms, nominal 1 % (release .8 %)", wanted());
    }

    /** Other shares, calibrations and times. */
    static FalseAlarms ofMore() {
        return new FalseAlarms("5.1 False alarms under other circumstances", more());
    }

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
        var table =
                new Table(
                        "the gate, release",
                        "world",
                        "looks",
                        "called bad [95 % limits]",
                        "log10 W: max median / 99 % / mean at the end");
        for (Row row : rows) {
            int seeds = runs.seeds(row.full(), row.fast());
            if (seeds > 0) {
                List<Watched.Calls> calls = play(runs, row, seeds);
                Rate rate = Rate.of(calls, call -> call.failed(0));
                table.row(row.name(), row.world(), row.looks(), rate, Watched.strongest(calls, 0));
                judge(row, rate);
            }
        }
        return new Outcome(title + "\n\n" + table, targets);
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

    private static List<Row> wanted() {
        Rule.Start gate = Gate.standard();
        Rule.Start surprised = Gate.calibratedIn(Noise.A0);
        int half = Watched.HALF_HOUR;
        return List.of(
                new Row("default", "A0", A0, gate, half, 300, 4, 0.01),
                new Row("default", "A1", A1, gate, half, 300, 4, 0.01),
                new Row("default", "A2", A2, gate, half, 300, 4, 0.02),
                new Row("drift x2", "A1", A1.with().drift(2).done(), gate, half, 300, 2, 0.01),
                new Row(
                        "10 % missing",
                        "A1", A1.with().missing(0.1).done(), gate, half, 300, 2, 0.01),
                new Row(
                        "three arm pairs",
                        "A0",
                        THREE.with().noise(Noise.A0).done(),
                        gate,
                        half,
                        300,
                        2,
                        0.01),
                new Row("three arm pairs", "A1", THREE, gate, half, 300, 2, 0.01),
                new Row("A0 calibration", "A2", A2, surprised, half, 300, 2, 0.03));
    }

    private static List<Row> more() {
        Rule.Start gate = Gate.standard();
        Rule.Start unknowing = Gate.uncalibrated();
        int half = Watched.HALF_HOUR;
        return List.of(
                new Row("24 h, 6 regions, 30 links", "A1", SMALL, gate, DAY, 300, 0, 0.01),
                new Row(
                        "24 h, 6 regions, 30 links",
                        "A0",
                        SMALL.with().noise(Noise.A0).done(),
                        gate,
                        DAY,
                        20,
                        0,
                        1),
                new Row("A0 calibration", "A1", A1, Gate.calibratedIn(Noise.A0), half, 60, 1, 1),
                new Row("no calibration", "A0", A0, unknowing, half, 60, 0, 1),
                new Row("no calibration", "A1", A1, unknowing, half, 60, 0, 1),
                new Row("no calibration", "A2", A2, unknowing, half, 60, 1, 1),
                new Row("canary 1 %", "A1", share(A1, 0.01), gate, half, 100, 0, 0.01),
                new Row("canary 50 %", "A1", share(A1, 0.5), gate, half, 100, 0, 0.01),
                new Row("four looks in place of one", "A1", QUICK, gate, 4 * half, 120, 1, 0.01),
                new Row(
                        "warm-up of 6 looks",
                        "A1",
                        A1.with().warmUp(6).done(),
                        gate,
                        half,
                        60,
                        0,
                        1),
                new Row("sigma_p .2", "A1", biased(A1), gate, half, 60, 0, 1),
                tolerant());
    }

    private static Row tolerant() {
        Rule.Start gate = Gate.tolerant(1.5);
        return new Row(
                "sigma_p .2, rho_0 1.5", "A1", biased(A1), gate, Watched.HALF_HOUR, 60, 0, 1);
    }

    private static Setting share(Setting setting, double canaryShare) {
        return setting.with().canaryShare(canaryShare).done();
    }

    private static Setting biased(Setting setting) {
        return setting.with().noise(setting.noise().withBias(0.2)).done();
    }
}
