package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.finding.RegionRecovery;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.recovery.RecoveryTest;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.simulation.report.Delay;
import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.world.DayShift;
import io.portcullis.simulation.world.Fault;
import io.portcullis.simulation.world.Faults;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Topology;
import io.portcullis.simulation.world.World;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Analysis 5.7: how soon a rollback is seen to have helped, and that it is not when it has not. */
public final class Recoveries implements Section {

    private static final int LOOK_SECONDS = 10;
    private static final int FIVE_MINUTES = 30;
    private static final double SHIFT_SD = 0.1;

    /** What happens after the rollback. */
    @SuppressWarnings("ImmutableEnumChecker") // a fault is a function
    private enum After {
        HEALTHY("healthy at once", Fault.NONE),
        LATE("x20 for 5 min, then healthy", Faults.times(20).until(FIVE_MINUTES)),
        STILL_20("still x20", Faults.times(20)),
        STILL_5("still x5", Faults.times(5));

        private final String title;
        private final Fault fault;

        After(String title, Fault fault) {
            this.title = title;
            this.fault = fault;
        }
    }

    @Override
    public Outcome run(Runs runs) {
        var table =
                new Table(
                        "6 regions, all arms old",
                        "errors",
                        "req/s",
                        "A0 recovered, median / p95 s (share)",
                        "A1",
                        "N");
        int seeds = runs.seeds(60, 2);
        for (After after : After.values()) {
            for (Profile profile : profiles(runs.isFull())) {
                table.row(
                        after.title,
                        100 * profile.rate() + " %",
                        profile.traffic(),
                        recovered(runs, after, profile, Noise.A0, seeds),
                        recovered(runs, after, profile, Noise.A1, seeds),
                        seeds);
            }
        }
        return new Outcome(
                "5.7 Recovery after a rollback, within 180 looks\n\n" + table, List.of());
    }

    private static List<Profile> profiles(boolean full) {
        return full
                ? List.of(
                        profile(5, 0.001),
                        profile(5, 0.01),
                        profile(50, 0.001),
                        profile(50, 0.01),
                        profile(500, 0.001),
                        profile(500, 0.01),
                        profile(5000, 0.001),
                        profile(5000, 0.01))
                : List.of(profile(500, 0.001));
    }

    private static Profile profile(double traffic, double rate) {
        return new Profile(6, traffic, rate, 0.05, Watched.HALF_HOUR, 0);
    }

    private static String recovered(
            Runs runs, After after, Profile profile, Noise noise, int seeds) {
        List<Integer> looks =
                runs.over(
                        "5.7 " + after.title + ", " + profile,
                        seeds,
                        seed -> recovered(after, profile.setting(noise), seed));
        var delay =
                new Delay(
                        looks.stream()
                                .filter(look -> look > 0)
                                .map(it -> it * LOOK_SECONDS)
                                .toList(),
                        seeds);
        return delay.seconds().isEmpty() ? new Rate(0, seeds).toString() : delay.toString();
    }

    /** Look after the rollback at which every region is back; 0 for never. */
    private static int recovered(After after, Setting setting, long seed) {
        AnalysisPlan plan = Gate.plan(setting, Watched.HALF_HOUR);
        Topology topology = setting.topology();
        Fault fault = new DayShift(topology, SHIFT_SD, seed).on(after.fault.from(1));
        var world = new World(setting.with().touched(0).fault(fault).done(), seed);
        EvidenceBefore before = world.before(Watched.LOOKS_BEFORE);
        Set<Region> touched = new TreeSet<>(topology.senders());
        RecoveryTest test = RecoveryTest.start(plan, touched, before.looks());
        for (int look = 1; look <= RecoveryTest.LOOKS_MAX; look++) {
            boolean back =
                    test.look(look, world.next(), topology.regions()).values().stream()
                            .allMatch(it -> it.status() == RegionRecovery.Status.RECOVERED);
            if (back) {
                return look;
            }
        }
        return 0;
    }
}
