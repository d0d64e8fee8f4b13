package io.portcullis.simulation.section;

import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.simulation.report.Delay;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.report.Target;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Sites;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Analysis 5.4: releases that turn bad late, T of a day. Only the signal that turns bad is played; the
 * silent one keeps its weight.
 */
public final class Onsets implements Section {

    private static final int LOOKS_PER_HALF_HOUR = 180;
    private static final double LATE_FACTOR_MAX = 1.35;
    private static final int HALF_DAY = 1 + 12 * 360;

    private final List<Target> targets = new ArrayList<>();

    /** When it turns bad. */
    private record Onset(String name, int look) {}

    private static final Onset AT_HALF_HOUR = new Onset("30 min", 1 + LOOKS_PER_HALF_HOUR);

    @Override
    public Outcome run(Runs runs) {
        List<Onset> onsets =
                runs.isFull()
                        ? List.of(
                                new Onset("deploy", 1),
                                new Onset("5 min", 31),
                                AT_HALF_HOUR,
                                new Onset("12 h", HALF_DAY))
                        : List.of(AT_HALF_HOUR);
        var table = new Table("median / p95 s (power), A0 and A1", "onset", "A0", "A1", "N");
        int seeds = runs.seeds(40, 2);
        for (BadRelease row : rows(runs.isFull())) {
            var calm = new ArrayList<Delay>();
            var normal = new ArrayList<Delay>();
            for (Onset onset : onsets) {
                calm.add(delay(runs, row, Noise.A0, onset, seeds));
                normal.add(delay(runs, row, Noise.A1, onset, seeds));
                table.row(row.name(), onset.name(), calm.getLast(), normal.getLast(), seeds);
            }
            if (runs.isFull()) {
                judge(row.name() + ", A0", calm);
                judge(row.name() + ", A1", normal);
            }
        }
        return new Outcome("5.4 Late onset, plan of 8,640 looks\n\n" + table, targets);
    }

    private static List<BadRelease> rows(boolean full) {
        BadRelease region = only(Sites.REQUESTS, BadReleases.region(0.001, 0.01, 500));
        return full
                ? List.of(
                        only(Sites.ACQUIRES, BadReleases.source(0.3, 50, 0.05)),
                        region,
                        only(Sites.REQUESTS, BadReleases.region(0.01, 0.015, 5000)))
                : List.of(region);
    }

    private static BadRelease only(SignalName signal, BadRelease row) {
        return BadRelease.of(row.name(), row.setting().with().only(signal).done(), row.bound());
    }

    private static Delay delay(Runs runs, BadRelease row, Noise noise, Onset onset, int seeds) {
        Setting setting =
                row.setting()
                        .with()
                        .noise(noise)
                        .fault(row.setting().fault().from(onset.look()))
                        .done();
        return Watched.delay(
                runs.over(
                        "5.4 " + row.name() + " at " + onset.name(),
                        seeds,
                        seed ->
                                Watched.play(
                                        setting,
                                        seed,
                                        onset.look() + LOOKS_PER_HALF_HOUR,
                                        List.of(Gate.standard()))),
                0,
                onset.look());
    }

    /** Target 6: at 12 h at most 1.35 times the delay at 30 min. */
    private void judge(String what, List<Delay> delays) {
        double half = delays.get(2).median();
        Delay late = delays.get(3);
        targets.add(
                Target.within(
                        6,
                        String.format(
                                Locale.ROOT,
                                "%s, at 12 h against %s s at 30 min",
                                what,
                                Delay.text(half)),
                        late,
                        LATE_FACTOR_MAX * half,
                        Double.POSITIVE_INFINITY));
    }
}
