package io.portcullis.simulation.section;

import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.world.DayShift;
import io.portcullis.simulation.world.Fault;
import io.portcullis.simulation.world.Faults;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Topology;
import java.util.List;

/**
 * Analysis 5.7 with 2.11: a stage that leaves no old version, judged against the hour before, in the
 * whole mesh of six regions; another hour is another level.
 */
public final class LastHours implements Section {

    private static final Topology MESH = Topology.threePairs(6);

    private static final int BAKE_LOOKS = 360;

    /** Each look after the bake plays the whole last hour again. */
    private static final int LOOKS_MORE = 12;

    private static final double SHIFT_SD = 0.1;

    @Override
    public Outcome run(Runs runs) {
        var table =
                new Table(
                        "no old arm left, bake of an hour",
                        "errors",
                        "req/s",
                        "A0 PROCEED",
                        "A0 ABORT",
                        "A1 PROCEED",
                        "A1 ABORT");
        int seeds = runs.seeds(20, 1);
        for (double factor : new double[] {1, 3, 10}) {
            for (double traffic :
                    runs.isFull() ? new double[] {50, 500, 5000} : new double[] {500}) {
                for (double rate :
                        runs.isFull() ? new double[] {0.001, 0.01} : new double[] {0.01}) {
                    List<StageRun> calm =
                            play(runs, factor, setting(traffic, rate, Noise.A0), seeds);
                    List<StageRun> normal =
                            play(runs, factor, setting(traffic, rate, Noise.A1), seeds);
                    table.row(
                            factor == 1 ? "healthy" : "x%.0f".formatted(factor),
                            100 * rate + " %",
                            traffic,
                            Rate.of(calm, StageRun::proceeds),
                            Rate.of(calm, run -> run.call().aborts()),
                            Rate.of(normal, StageRun::proceeds),
                            Rate.of(normal, run -> run.call().aborts()));
                }
            }
        }
        return new Outcome(
                "5.7 The stage without an old arm, within two minutes of the bake's end\n\n"
                        + table,
                List.of());
    }

    private static Setting setting(double traffic, double rate, Noise noise) {
        return Setting.of(noise, MESH)
                .with()
                .traffic(traffic)
                .rates(rate, rate, 0.5)
                .canaryShare(1)
                .done();
    }

    private static List<StageRun> play(Runs runs, double factor, Setting setting, int seeds) {
        return runs.over(
                "5.7 no old arm, x" + factor,
                seeds,
                seed -> {
                    Fault fault =
                            new DayShift(MESH, SHIFT_SD, seed).on(Faults.times(factor).from(1));
                    return StageRun.play(
                            setting.with().fault(fault).done(),
                            seed,
                            BAKE_LOOKS,
                            BAKE_LOOKS + LOOKS_MORE);
                });
    }
}
