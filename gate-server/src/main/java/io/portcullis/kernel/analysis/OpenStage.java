package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.counting.Cells;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.finding.Coverage;
import io.portcullis.kernel.analysis.margin.StageMargins;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.List;

/** The stage that is open: its margins, what is judged without an old arm, and coverage. */
final class OpenStage {

    private final StageMargins margins;
    private final TimesComparison times;
    private final List<StreamKey> covered;
    private final List<List<Cell>> canaryCells;
    private final double[] attempts;
    private int looks;

    OpenStage(StageMargins margins, LooksBefore reference) {
        this.margins = margins;
        times = new TimesComparison(margins, reference);
        covered = margins.scope().covered();
        canaryCells = covered.stream().map(Cells::canary).toList();
        attempts = new double[covered.size()];
    }

    void look(LookEvidence evidence) {
        looks++;
        for (int stream = 0; stream < attempts.length; stream++) {
            attempts[stream] += Cells.sum(canaryCells.get(stream), evidence).exposure();
        }
        times.look(evidence);
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

    /** Coverage of a group; asked of regions, links and arm pairs that the canary takes part in. */
    Coverage coverage(GroupKey key) {
        int stream = key instanceof StreamKey ? covered.indexOf(key) : -1;
        if (stream < 0) {
            return new Coverage(0, 0, 0);
        }
        int least =
                margins.scope().asksProof(covered.get(stream))
                        ? margins.scope().plan().parameters().coverageAttemptsMin()
                        : 0;
        double missing = Math.max(0, least - attempts[stream]);
        double perLook = looks == 0 ? 0 : attempts[stream] / looks;
        return new Coverage(
                attempts[stream], least, missing == 0 ? 0 : Math.ceil(missing / perLook));
    }

    void write(StateWriter state) {
        state.write(number());
        margins.traffic().write(state);
        state.write(looks);
        state.write(attempts);
        times.write(state);
    }

    /** Reads everything but the number and the traffic, which its construction needed. */
    void read(StateReader state) {
        looks = state.readInt();
        state.read(attempts);
        times.read(state);
    }
}
