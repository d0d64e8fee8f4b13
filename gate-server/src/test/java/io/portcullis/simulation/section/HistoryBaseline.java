package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.counting.LevelDispersions;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.FailParameters;
import io.portcullis.kernel.analysis.statistics.FailTest;
import io.portcullis.kernel.analysis.statistics.StreamWindows;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.rule.BareFail;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.rule.WindowsKept;
import io.portcullis.simulation.world.Days;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Half an hour with the new version everywhere, against the same clock time of three earlier days
 * (analysis 5.3, 8.9), at a tolerance that is given: the product chooses its own.
 */
final class HistoryBaseline {

    /** D, as few as are used. */
    static final int DAYS = 3;

    /** Log-sd of what a stream has of its own on a day. */
    private static final double OWN_SPREAD = 0.1;

    private final Family family;
    private final WindowsKept windows;
    private final Dispersion[] dispersions;

    private HistoryBaseline(Family family, WindowsKept windows, Dispersion[] dispersions) {
        this.family = family;
        this.windows = windows;
        this.dispersions = dispersions;
    }

    /**
     * Plays the days.
     *
     * @param sigma log-sd of what all streams share on a day
     */
    static HistoryBaseline play(Setting setting, double sigma, long seed) {
        Setting shifted = shifted(setting, sigma, seed);
        var world = new World(shifted, seed);
        List<LookEvidence> earlier = world.before(DAYS * Watched.HALF_HOUR).looks();
        var today = new ArrayList<LookEvidence>();
        for (int look = 0; look < Watched.HALF_HOUR; look++) {
            today.add(world.next());
        }
        AnalysisPlan plan = Gate.plan(shifted, Watched.HALF_HOUR);
        Family family = StageScope.places(plan);
        var against = new AgainstDays(family, plan, today, earlier);
        LevelDispersions dispersions =
                LevelDispersions.overTime(
                        family, LooksBefore.of(plan, earlier), Dispersion.UNCALIBRATED);
        return new HistoryBaseline(
                family, WindowsKept.of(against, family.streams().size()), dispersions.ofGroups());
    }

    /** The same setting, whose days differ. */
    static Setting shifted(Setting setting, double sigma, long seed) {
        var days =
                new Days(
                        setting.topology(),
                        DAYS,
                        Watched.HALF_HOUR,
                        new Days.Spread(sigma, OWN_SPREAD),
                        seed);
        return setting.with().fault(days.under(setting.fault())).done();
    }

    /** The look at which today is called worse; 0 for never. */
    int failedAt(double tolerance) {
        AnalysisParameters parameters = AnalysisParameters.DEFAULT;
        var tolerances = new double[family.streams().size()];
        Arrays.fill(tolerances, tolerance);
        var fail =
                new FailTest(
                        family.groups(),
                        family.weights(),
                        dispersions,
                        tolerances,
                        FailParameters.of(
                                parameters.sharedAlpha(),
                                parameters.toleranceExcess(),
                                Gate.LOOKS_OF_A_DAY));
        return BareFail.failedAt(family, fail, windows, _ -> {});
    }

    /** Each look of today against the same look of every earlier day, each used once. */
    private static final class AgainstDays implements Calibration.Windows {

        private final Family family;
        private final LooksBefore today;
        private final List<LooksBefore> earlier = new ArrayList<>();
        private final StreamWindows windows;

        AgainstDays(
                Family family,
                AnalysisPlan plan,
                List<LookEvidence> today,
                List<LookEvidence> earlier) {
            this.family = family;
            this.today = LooksBefore.of(plan, today);
            for (int from = 0; from < earlier.size(); from += today.size()) {
                this.earlier.add(LooksBefore.of(plan, earlier.subList(from, from + today.size())));
            }
            windows = new StreamWindows(family.streams().size());
        }

        @Override
        public int looks() {
            return today.looks();
        }

        @Override
        public StreamWindows at(int look) {
            for (int stream = 0; stream < family.streams().size(); stream++) {
                StreamKey key = family.streams().get(stream);
                Counts now = today.all(key, look);
                windows.setCanary(stream, now.exposure(), now.events());
                Counts then = Counts.NONE;
                for (LooksBefore day : earlier) {
                    then = then.plus(day.all(key, look));
                }
                windows.setOld(stream, then.exposure(), then.events());
            }
            return windows;
        }
    }
}
