package io.portcullis.simulation.rule;

import io.portcullis.kernel.analysis.counting.LevelDispersions;
import io.portcullis.kernel.analysis.counting.WindowsBefore;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.statistics.BareCalibration;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.FailParameters;
import io.portcullis.kernel.analysis.statistics.FailTest;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/** The release comparator's FAIL, whole or with a part taken out (analysis 5.1, ablations). */
public enum Ablation {
    NONE("nothing left out"),
    CAP("without cap"),
    FLOOR_AND_GUARD("without floor and guard");

    private static final int GUARD_FROM = 12;
    private static final int GUARD_EVERY = 6;
    private static final int LOOKS_MAX = 360;

    private final String title;

    Ablation(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** One rollout's windows, from which every ablation is played. */
    public record Played(AnalysisPlan plan, Family family, WindowsKept before, WindowsKept looks) {

        /**
         * Windows of a rollout of at most 360 looks.
         *
         * @param asIfCanary looks before, calibrated on
         */
        public static Played of(
                AnalysisPlan plan, List<LookEvidence> asIfCanary, List<LookEvidence> looks) {
            if (looks.size() > LOOKS_MAX) {
                throw new IllegalArgumentException(
                        "looks are " + looks.size() + "; must be at most " + LOOKS_MAX);
            }
            Family family = StageScope.family(plan);
            return new Played(
                    plan, family, kept(plan, family, asIfCanary), kept(plan, family, looks));
        }

        private static WindowsKept kept(
                AnalysisPlan plan, Family family, List<LookEvidence> looks) {
            return WindowsKept.of(new WindowsBefore(plan, family, looks), family.streams().size());
        }
    }

    /** The look at which a release is called bad; 0 for never. */
    public int failedAt(Played played) {
        Family family = played.family();
        if (this == FLOOR_AND_GUARD) {
            return BareFail.failedAt(
                    family, test(played, unfloored(played)), played.looks(), _ -> {});
        }
        var dispersions = new LevelDispersions(family, Dispersion.UNCALIBRATED);
        dispersions.calibrate(played.before());
        FailTest fail = test(played, dispersions.ofGroups());
        return BareFail.failedAt(
                family, fail, played.looks(), look -> guard(played, dispersions, fail, look));
    }

    private static void guard(
            Played played, LevelDispersions dispersions, FailTest fail, int look) {
        boolean due = look >= GUARD_FROM && look % GUARD_EVERY == 0;
        if (due && dispersions.raise(played.looks().first(look))) {
            Dispersion[] raised = dispersions.ofGroups();
            for (int group = 0; group < raised.length; group++) {
                fail.disperse(group, raised[group]);
            }
        }
    }

    private FailTest test(Played played, Dispersion[] dispersions) {
        Family family = played.family();
        AnalysisParameters parameters = AnalysisParameters.DEFAULT;
        var usual =
                FailParameters.of(
                        parameters.releaseAlpha(),
                        parameters.toleranceExcess(),
                        played.plan().looksPlanned());
        return new FailTest(
                family.groups(),
                family.weights(),
                dispersions,
                family.tolerances(),
                this == CAP ? uncapped(usual) : usual);
    }

    private static FailParameters uncapped(FailParameters usual) {
        return new FailParameters(
                usual.alpha(),
                usual.excess(),
                usual.skewness(),
                usual.laneNWeight(),
                usual.firstLook(),
                usual.looksPlanned(),
                0);
    }

    /** By group, pooled by signal and level, as the product does. */
    private static Dispersion[] unfloored(Played played) {
        Family family = played.family();
        var pools = new HashMap<List<Object>, Integer>();
        var levels = new int[family.keys().size()];
        for (int group = 0; group < levels.length; group++) {
            GroupKey key = family.keys().get(group);
            levels[group] =
                    pools.computeIfAbsent(List.of(key.signal(), key.level()), _ -> pools.size());
        }
        Dispersion[] fitted =
                BareCalibration.fit(family.groups(), levels, pools.size(), played.before());
        var dispersions = new Dispersion[levels.length];
        Arrays.setAll(dispersions, group -> fitted[levels[group]]);
        return dispersions;
    }
}
