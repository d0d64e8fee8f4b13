package io.portcullis.simulation.section;

import io.portcullis.simulation.report.Delay;
import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.report.Target;
import io.portcullis.simulation.rule.Call;
import io.portcullis.simulation.world.Noise;
import java.util.ArrayList;
import java.util.List;

/** Analysis 5.6: whose fault it is, with two of twelve regions touched and the whole family. */
public final class Attributions implements Section {

    private static final int LOOK_SECONDS = 10;
    private static final double NEVER_DIGITS = 0.001;

    private final List<Target> targets = new ArrayList<>();

    @Override
    public Outcome run(Runs runs) {
        var table =
                new Table(
                        "2 of 12 regions touched",
                        "world",
                        "RELEASE",
                        "SHARED_HARM",
                        "ABORT after, median / p95 s",
                        "held for ENVIRONMENT",
                        "after, median / p95 s",
                        "PROCEED",
                        "N");
        for (Whose.Row row : Whose.rows(runs.isFull())) {
            for (Noise noise : row.worlds()) {
                List<StageRun> all = play(runs, row, noise);
                String world = noise.equals(Noise.A0) ? "A0" : "A1";
                table.row(
                        row.name(),
                        world,
                        percent(all, Call.RELEASE),
                        percent(all, Call.SHARED_HARM),
                        abort(all, row.onset()),
                        Rate.of(all, run -> run.environmentAt() > 0).events(),
                        environment(all, row.onset()),
                        percent(all, Call.PROCEED),
                        all.size());
                judge(row, world, all);
            }
        }
        return new Outcome("5.6 Attribution\n\n" + table, targets);
    }

    private static List<StageRun> play(Runs runs, Whose.Row row, Noise noise) {
        return runs.over(
                "5.6 " + row.name(),
                runs.seeds(row.seeds(), 1),
                seed ->
                        StageRun.play(
                                row.setting(noise, seed), seed, row.bakeLooks(), row.looksMax()));
    }

    private static int percent(List<StageRun> all, Call call) {
        return Rate.of(all, run -> run.call() == call).events();
    }

    private static Delay abort(List<StageRun> all, int onset) {
        return new Delay(
                all.stream()
                        .filter(run -> run.call().aborts())
                        .map(run -> (run.look() - onset + 1) * LOOK_SECONDS)
                        .toList(),
                all.size());
    }

    private static Delay environment(List<StageRun> all, int onset) {
        return new Delay(
                all.stream()
                        .filter(run -> run.environmentAt() > 0)
                        .map(run -> (run.environmentAt() - onset + 1) * LOOK_SECONDS)
                        .toList(),
                all.size());
    }

    private void judge(Whose.Row row, String world, List<StageRun> all) {
        String what = row.name() + ", " + world;
        switch (row.wanted()) {
            case NOTHING -> {}
            case HARM_IN_TIME ->
                    targets.add(
                            Target.within(
                                    9,
                                    what,
                                    abort(all, row.onset()),
                                    180,
                                    Double.POSITIVE_INFINITY));
            case NO_ABORT ->
                    targets.add(
                            Target.atMost(
                                    9,
                                    what + ", ABORT",
                                    Rate.of(all, run -> run.call().aborts()),
                                    NEVER_DIGITS));
            case NO_PROCEED ->
                    targets.add(
                            Target.atMost(
                                    9,
                                    what + ", PROCEED",
                                    Rate.of(all, StageRun::proceeds),
                                    NEVER_DIGITS));
            case NO_FALSE_ALARM ->
                    targets.add(
                            Target.atMost(
                                    1,
                                    what + ", false FAIL, both together",
                                    Rate.of(all, run -> run.call().aborts()),
                                    0.01));
        }
    }
}
