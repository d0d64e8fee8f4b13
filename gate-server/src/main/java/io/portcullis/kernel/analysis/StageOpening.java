package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.statistics.Groups;
import io.portcullis.kernel.analysis.statistics.HealthLimits;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What opening a stage changes: the shares of which streams stay as they are, so that their E goes
 * on at its margin (analysis 2.6), and where a baseline runs.
 *
 * @param margins of the stage
 * @param unchanged by stream of the release comparator: live before and now, at the same shares
 * @param baseline by stream, part of the old version's recent traffic on the baseline
 */
record StageOpening(StageMargins margins, boolean[] unchanged, double[] baseline) {

    static StageOpening of(
            StageScope scope,
            ReleaseComparator release,
            @Nullable OpenStage previous,
            List<LookEvidence> before,
            LooksBefore reference) {
        Family family = release.family();
        boolean[] unchanged = unchanged(scope, family, previous);
        double[] baseline = baseline(family, before);
        var comparison = new double[baseline.length];
        for (int stream = 0; stream < comparison.length; stream++) {
            comparison[stream] = baseline[stream] > 0 ? baseline[stream] : 1;
        }
        StageTraffic traffic =
                StageTraffic.of(
                        LooksBefore.places(scope.plan()),
                        LooksBefore.of(scope.plan(), before),
                        comparison,
                        keptRungs(scope, family, previous, unchanged));
        return new StageOpening(
                new StageMargins(scope, family, traffic, reference), unchanged, baseline);
    }

    private static boolean[] unchanged(
            StageScope scope, Family family, @Nullable OpenStage previous) {
        var unchanged = new boolean[family.streams().size()];
        if (previous != null) {
            StageScope before = previous.margins().scope();
            for (int stream = 0; stream < unchanged.length; stream++) {
                StreamKey key = family.streams().get(stream);
                unchanged[stream] =
                        scope.isLive(key)
                                && before.isLive(key)
                                && scope.sameShares(before, key.place());
            }
        }
        return unchanged;
    }

    /** A group's E goes on when it was tested and none of its members comes, goes or changes. */
    private static int[] keptRungs(
            StageScope scope, Family family, @Nullable OpenStage previous, boolean[] unchanged) {
        var kept = new int[family.keys().size()];
        Arrays.fill(kept, -1);
        if (previous != null) {
            StageScope before = previous.margins().scope();
            for (int group = 0; group < kept.length; group++) {
                if (sameMembers(scope, before, family, group, unchanged)) {
                    kept[group] = previous.margins().release().rung(group);
                }
            }
        }
        return kept;
    }

    private static boolean sameMembers(
            StageScope scope, StageScope before, Family family, int group, boolean[] unchanged) {
        Groups groups = family.groups();
        for (int index = 0; index < groups.size(group); index++) {
            int stream = groups.member(group, index);
            StreamKey key = family.streams().get(stream);
            if (!unchanged[stream] && (scope.isLive(key) || before.isLive(key))) {
                return false;
            }
        }
        return true;
    }

    private static double[] baseline(Family family, List<LookEvidence> looks) {
        List<LookEvidence> recent =
                looks.subList(Math.max(0, looks.size() - HealthLimits.RECENT_LOOKS), looks.size());
        return family.streams().stream()
                .map(Cells::new)
                .mapToDouble(cells -> baseline(cells, recent))
                .toArray();
    }

    private static double baseline(Cells cells, List<LookEvidence> recent) {
        double baseline = 0;
        double stable = 0;
        for (LookEvidence look : recent) {
            baseline += cells.old(Arm.BASELINE, look).exposure();
            stable += cells.old(Arm.STABLE, look).exposure();
        }
        return baseline == 0 ? 0 : baseline / (baseline + stable);
    }
}
