package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.statistics.LowerBound;
import io.portcullis.simulation.report.Delay;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.report.Target;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.rule.Peers;
import io.portcullis.simulation.rule.Rule;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Analysis 5.2: how long a bad release goes on, next to the lower bound of section 3. */
public final class Delays implements Section {

    private static final double LOOK_SECONDS = 10;

    /** alpha/144: what each of 144 streams may spend. */
    private static final double ALPHA_OF_STREAM = 0.01 / 144;

    private static final double SHORTEST_SECONDS = 30;
    private static final double LONGEST_SECONDS = 1200;
    private static final double BOUND_FACTOR = 2;

    private final List<Target> targets = new ArrayList<>();

    @Override
    public Outcome run(Runs runs) {
        var table =
                new Table(
                        "median / p95 s (power)",
                        "LB",
                        "A0",
                        "A1",
                        "N",
                        "Fisher A0",
                        "Pocock A0",
                        "fixed 5 % A0",
                        "Kayenta any A0",
                        "N");
        int peerSeeds = runs.seeds(20, 1);
        for (BadRelease row : BadReleases.all(runs.isFull())) {
            double bound = seconds(row.bound());
            int seeds = runs.seeds(row.target() > 0 ? 120 : 60, 2);
            Delay calm = delay(runs, row, Noise.A0, seeds);
            Delay normal = delay(runs, row, Noise.A1, seeds);
            judge(row, bound, calm, normal);
            List<Watched.Calls> peers = peers(runs, row, peerSeeds);
            table.row(
                    row.name(),
                    String.format(Locale.ROOT, "%.1f", bound),
                    calm,
                    normal,
                    seeds,
                    Watched.delay(peers, Peers.FISHER.index(), 1),
                    Watched.delay(peers, Peers.POCOCK.index(), 1),
                    Watched.delay(peers, Peers.THRESHOLD.index(), 1),
                    Watched.delay(peers, Peers.KAYENTA_ANY.index(), 1),
                    peerSeeds);
        }
        return new Outcome(
                "5.2 Detection delay, bad from the first look\n\n"
                        + table
                        + "\n"
                        + Promises.ofHalfHour(runs, targets),
                targets);
    }

    private static double seconds(LowerBound bound) {
        return LOOK_SECONDS * bound.windows(ALPHA_OF_STREAM);
    }

    private static Delay delay(Runs runs, BadRelease row, Noise noise, int seeds) {
        return Watched.delay(play(runs, row, noise, seeds, List.of(Gate.standard())), 0, 1);
    }

    private static List<Watched.Calls> peers(Runs runs, BadRelease row, int seeds) {
        return play(runs, row, Noise.A0, seeds, Peers.starts());
    }

    private static List<Watched.Calls> play(
            Runs runs, BadRelease row, Noise noise, int seeds, List<Rule.Start> starts) {
        Setting setting = row.setting().with().noise(noise).done();
        return runs.over(
                "5.2 " + row.name() + (starts.size() > 1 ? ", other rules" : ""),
                seeds,
                seed -> Watched.play(setting, seed, Watched.HALF_HOUR, starts));
    }

    private void judge(BadRelease row, double bound, Delay calm, Delay normal) {
        if (row.target() > 0) {
            targets.add(
                    Target.within(
                            row.target(), row.name() + ", A0", calm, row.calm(), row.calm95()));
            targets.add(
                    Target.within(
                            row.target(),
                            row.name() + ", A1",
                            normal,
                            row.normal(),
                            row.normal95()));
        }
        judgeBound(row.name() + ", A0", bound, calm);
        judgeBound(row.name() + ", A1", bound * Noise.A1.clusterDispersion(), normal);
    }

    /** Target 7: twice the greater of 30 s and phi LB, wherever phi LB is below 20 min. */
    private void judgeBound(String what, double bound, Delay delay) {
        if (bound < LONGEST_SECONDS) {
            targets.add(
                    Target.within(
                            7,
                            what,
                            delay,
                            BOUND_FACTOR * Math.max(SHORTEST_SECONDS, bound),
                            Double.POSITIVE_INFINITY));
        }
    }
}
