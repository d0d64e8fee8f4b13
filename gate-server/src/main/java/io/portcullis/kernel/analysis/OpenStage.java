package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.counting.CellCounts;
import io.portcullis.kernel.analysis.counting.CellIndex;
import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.counting.LookHistory;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.counting.PlaceColumns;
import io.portcullis.kernel.analysis.finding.Coverage;
import io.portcullis.kernel.analysis.margin.StageMargins;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stage that is open: its margins, what is judged without an old arm, and coverage. */
final class OpenStage {

    private static final Coverage NOT_ASKED = new Coverage(0, 0, 0);

    private final StageMargins margins;
    private final TimesComparison times;
    private final FindingsReport report;
    private final Map<GroupKey, Integer> positions = new HashMap<>();
    private final PlaceColumns canary;
    private final double[] attempts;
    private final int[] attemptsMin;
    private int looks;

    OpenStage(
            ReleaseComparator release,
            StageMargins margins,
            LooksBefore reference,
            CellIndex index,
            LookHistory history) {
        this.margins = margins;
        times = new TimesComparison(margins, reference, index, history);
        List<StreamKey> covered = margins.scope().covered();
        for (StreamKey key : covered) {
            positions.put(key, positions.size());
        }
        canary = PlaceColumns.canary(covered, index);
        attempts = new double[covered.size()];
        attemptsMin = new int[covered.size()];
        for (int stream = 0; stream < attemptsMin.length; stream++) {
            attemptsMin[stream] =
                    margins.scope().asksProof(covered.get(stream))
                            ? margins.scope().plan().parameters().coverageAttemptsMin()
                            : 0;
        }
        report = new FindingsReport(release, this);
    }

    /** Applies a look that the history has taken up. */
    void look(CellCounts look, DaysBefore days) {
        looks++;
        for (int stream = 0; stream < attempts.length; stream++) {
            attempts[stream] += canary.exposure(stream, look);
        }
        times.look(look, days);
    }

    int number() {
        return margins.scope().stage().number();
    }

    int bakeLooks() {
        return margins.scope().stage().bakeLooks();
    }

    /** Looks since it opened. */
    int looks() {
        return looks;
    }

    StageMargins margins() {
        return margins;
    }

    TimesComparison times() {
        return times;
    }

    FindingsReport report() {
        return report;
    }

    /** Position of a group among those coverage is asked of; -1 for a sum. */
    int position(GroupKey key) {
        return positions.getOrDefault(key, -1);
    }

    /**
     * Coverage; asked of regions, links and arm pairs that the canary takes part in.
     *
     * @param position of the group; -1 where it is not asked
     */
    Coverage coverage(int position) {
        if (position < 0) {
            return NOT_ASKED;
        }
        double missing = Math.max(0, attemptsMin[position] - attempts[position]);
        double perLook = looks == 0 ? 0 : attempts[position] / looks;
        return new Coverage(
                attempts[position],
                attemptsMin[position],
                missing == 0 ? 0 : Math.ceil(missing / perLook));
    }

    void write(StateWriter state) {
        state.write(number());
        margins.traffic().write(state);
        state.write(looks);
        for (double attempt : attempts) {
            state.writeCompact(attempt);
        }
        times.write(state);
    }

    /** Reads everything but the number and the traffic, which its construction needed. */
    void read(StateReader state) {
        looks = state.readInt();
        for (int stream = 0; stream < attempts.length; stream++) {
            attempts[stream] = state.readCompactDouble();
        }
        times.read(state);
    }
}
