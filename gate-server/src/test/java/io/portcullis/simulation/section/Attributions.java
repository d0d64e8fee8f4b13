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

    /** Never: pooled over what must never be. */
    private Rate abortedForTheWorld = new Rate(0, 0);

    private Rate proceededOnErrors = new Rate(0, 0);
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
        targets.add(Target.atMost(9, "everything x20 or x100, ABORT", abortedForTheWorld, 0));
        targets.add(Target.atMost(9, "20 % errors on both arms, PROCEED", proceededOnErrors, 0));
        return new Outcome(
                "5.6 Attribution; links are among the places, three arm pairs each, but for requests alone\n\n"
                        + table,
                targets);
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
                    abortedForTheWorld =
                            abortedForTheWorld.plus(Rate.of(all, run -> run.call().aborts()));
            case NO_PROCEED ->
                    proceededOnErrors = proceededOnErrors.plus(Rate.of(all, StageRun::proceeds));
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
