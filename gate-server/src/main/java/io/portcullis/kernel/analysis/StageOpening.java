package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.counting.Cells;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.margin.StageMargins;
import io.portcullis.kernel.analysis.margin.StageTraffic;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Groups;
import io.portcullis.kernel.analysis.statistics.HealthLimits;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What opening a stage changes: the shares of which streams stay as they are, so that their E goes
 * on at its margin (analysis 2.6), and where a baseline runs. Where none runs yet the margins reckon
 * with all of the old version: a plan does not say how large a baseline would be.
 *
 * @param margins of the stage
 * @param unchanged streams of the release comparator live before and now, at the same shares
 * @param baseline by stream, part of the old version's recent traffic on the baseline
 */
record StageOpening(StageMargins margins, Set<Integer> unchanged, List<Double> baseline) {

    static StageOpening of(
            StageScope scope,
            ReleaseComparator release,
            @Nullable OpenStage previous,
            List<LookEvidence> before,
            LooksBefore reference) {
        Family family = release.family();
        Set<Integer> unchanged = unchanged(scope, family, previous);
        List<Double> baseline = baseline(family, before);
        List<Double> comparison = baseline.stream().map(share -> share > 0 ? share : 1.0).toList();
        StageTraffic traffic =
                StageTraffic.of(
                        StageScope.places(scope.plan()),
                        LooksBefore.of(scope.plan(), before),
                        comparison,
                        keptRungs(scope, family, previous, unchanged),
                        release.dispersions().levels());
        return new StageOpening(
                new StageMargins(scope, release.dispersions(), traffic, reference),
                unchanged,
                baseline);
    }

    private static Set<Integer> unchanged(
            StageScope scope, Family family, @Nullable OpenStage previous) {
        var unchanged = new TreeSet<Integer>();
        if (previous != null) {
            StageScope before = previous.margins().scope();
            for (int stream = 0; stream < family.streams().size(); stream++) {
                StreamKey key = family.streams().get(stream);
                if (scope.isLive(key)
                        && before.isLive(key)
                        && scope.sameShares(before, key.place())) {
                    unchanged.add(stream);
                }
            }
        }
        return unchanged;
    }

    /** A group's E goes on when it was tested and none of its members comes, goes or changes. */
    private static List<Integer> keptRungs(
            StageScope scope, Family family, @Nullable OpenStage previous, Set<Integer> unchanged) {
        var kept = new ArrayList<Integer>();
        for (int group = 0; group < family.keys().size(); group++) {
            boolean same =
                    previous != null
                            && sameMembers(
                                    scope, previous.margins().scope(), family, group, unchanged);
            kept.add(previous != null && same ? previous.margins().release().rung(group) : -1);
        }
        return kept;
    }

    private static boolean sameMembers(
            StageScope scope, StageScope before, Family family, int group, Set<Integer> unchanged) {
        Groups groups = family.groups();
        for (int index = 0; index < groups.size(group); index++) {
            int stream = groups.member(group, index);
            StreamKey key = family.streams().get(stream);
            if (!unchanged.contains(stream) && (scope.isLive(key) || before.isLive(key))) {
                return false;
            }
        }
        return true;
    }

    private static List<Double> baseline(Family family, List<LookEvidence> looks) {
        List<LookEvidence> recent =
                looks.subList(Math.max(0, looks.size() - HealthLimits.RECENT_LOOKS), looks.size());
        return family.streams().stream()
                .map(Cells::new)
                .map(cells -> baseline(cells, recent))
                .toList();
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
