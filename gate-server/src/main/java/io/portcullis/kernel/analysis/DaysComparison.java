package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.counting.CellCounts;
import io.portcullis.kernel.analysis.counting.CellIndex;
import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.counting.PlaceColumns;
import io.portcullis.kernel.analysis.margin.StageMargins;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.statistics.Blocks;
import io.portcullis.kernel.analysis.statistics.PassTest;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.analysis.statistics.StreamTotals;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.function.Consumer;

/**
 * PASS where no old arm is left, against the same clock time of earlier days (analysis 2.11, 8.9): all
 * arms at a place at each look against the sum of the days known then. It counts only while days
 * were known for every look of its window. Earlier days are not kept, so that E is not made anew at
 * every look: it restarts with the windows of the bake, goes on over the bake's end, and restarts
 * whenever a window more is over without a decision.
 */
final class DaysComparison {

    private final PlaceColumns cells;
    private final CellCounts past;
    private final Consumer<PassTest> start;
    private final int compared;
    private final int bakeLooks;
    private final PassTest pass;
    private final Blocks blocks;
    private final StreamTotals totals;
    private final boolean[] frozen;
    private int looks;
    private int missing;

    /**
     * A comparison before the first look of a stage.
     *
     * @param start sets rates and margins of a test that begins
     * @param compared looks of a window
     */
    DaysComparison(StageMargins stage, CellIndex index, Consumer<PassTest> start, int compared) {
        Family family = stage.withoutOldArm();
        cells = PlaceColumns.allArms(family.streams(), index);
        past = new CellCounts(index);
        this.start = start;
        this.compared = compared;
        bakeLooks = stage.scope().stage().bakeLooks();
        pass = PassTest.ofRelease(family.groups(), stage.overTime().ofGroups());
        blocks = new Blocks(cells.size());
        totals = new StreamTotals(family.groups());
        frozen = new boolean[cells.size()];
        start.accept(pass);
    }

    /** Whether there is anything to compare. */
    boolean isAsked() {
        return cells.size() > 0;
    }

    void look(CellCounts now, DaysBefore days) {
        if (looks != bakeLooks && Math.floorMod(looks - bakeLooks, compared) == 0) {
            restart();
        }
        looks++;
        for (int stream = 0; stream < cells.size(); stream++) {
            totals.addCanary(stream, cells.exposure(stream, now), cells.events(stream, now));
        }
        if (!days.suffice()) {
            missing++;
            return;
        }
        for (int stream = 0; stream < cells.size(); stream++) {
            blocks.addCanary(stream, cells.exposure(stream, now), cells.events(stream, now));
        }
        for (LookEvidence day : days.byDay().values()) {
            past.read(day);
            for (int stream = 0; stream < cells.size(); stream++) {
                blocks.addOld(stream, cells.exposure(stream, past), cells.events(stream, past));
                totals.addOld(stream, cells.exposure(stream, past), cells.events(stream, past));
            }
        }
        blocks.flush();
        pass.look(blocks, frozen);
    }

    private void restart() {
        missing = 0;
        for (int stream = 0; stream < cells.size(); stream++) {
            blocks.drop(stream);
        }
        start.accept(pass);
    }

    /** Whether days were known for every look of the window. */
    boolean isWhole() {
        return looks > 0 && missing == 0;
    }

    PassTest pass() {
        return pass;
    }

    /** Counts since the stage opened; the old side is the earlier days together. */
    Window counted(int group) {
        return totals.group(group);
    }

    void write(StateWriter state) {
        state.write(looks);
        state.write(missing);
        totals.write(state);
        blocks.write(state);
        pass.write(state);
    }

    void read(StateReader state) {
        looks = state.readInt();
        missing = state.readInt();
        totals.read(state);
        blocks.read(state);
        pass.read(state);
    }
}
