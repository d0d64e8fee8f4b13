package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.counting.CellCounts;
import io.portcullis.kernel.analysis.counting.CellIndex;
import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.counting.HealthWatch;
import io.portcullis.kernel.analysis.counting.LookHistory;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.counting.PlaceColumns;
import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.margin.MarginPlan;
import io.portcullis.kernel.analysis.margin.StageMargins;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.statistics.Blocks;
import io.portcullis.kernel.analysis.statistics.Ladder;
import io.portcullis.kernel.analysis.statistics.PassTest;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.analysis.statistics.StreamTotals;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.Counts;
import java.util.List;

/**
 * PASS where no old arm is left (analysis 2.11): all arms at a place over the last looks of the bake
 * against the looks before the rollout, look i of the stage paired with reference look i modulo
 * their number, so that none is used twice in the looks compared; where the same clock times of
 * earlier days are known, those take their place. E always restarts with the stage.
 *
 * <p>Only E from the end of the bake on can decide, and it is over the looks compared just before.
 * Until then E restarts whenever as many looks were made as are compared, so that it is over exactly
 * the last ones when the bake ends; from then on it is made anew at every look. All but what was
 * counted since the stage opened is worked out again from the looks kept.
 */
final class TimesComparison {

    private final Family family;
    private final PlaceColumns cells;
    private final LookHistory history;
    private final LooksBefore reference;
    private final List<List<Counts>> before;
    private final int compared;
    private final int bakeLooks;
    private final MarginPlan margins;

    private final StreamTotals sinceStage;
    private final HealthWatch health;
    private final PassTest pass;
    private final DaysComparison days;
    private final boolean[] frozen;
    private int looks;
    private Blocks blocks;

    TimesComparison(
            StageMargins stage, LooksBefore reference, CellIndex index, LookHistory history) {
        family = stage.withoutOldArm();
        margins = stage.times();
        this.reference = reference;
        before = family.streams().stream().map(reference::all).toList();
        this.history = history;
        bakeLooks = stage.scope().stage().bakeLooks();
        compared = reference.looksCompared(bakeLooks);
        cells = PlaceColumns.allArms(family.streams(), index);
        sinceStage = new StreamTotals(family.groups());
        health = new HealthWatch(family, cells.recent(history));
        health.enter(_ -> true, reference);
        frozen = new boolean[cells.size()];
        pass = PassTest.ofRelease(family.groups(), stage.overTime().ofGroups());
        blocks = new Blocks(cells.size());
        restart();
        days = new DaysComparison(stage, index, this::begin, compared);
    }

    private void restart() {
        blocks = new Blocks(cells.size());
        begin(pass);
    }

    private void begin(PassTest test) {
        for (int stream = 0; stream < cells.size(); stream++) {
            test.startRate(stream, reference.rate(family.streams().get(stream)));
        }
        for (int group = 0; group < family.keys().size(); group++) {
            int rung = margins.rung(group);
            test.start(group, rung < 0 ? null : Ladder.margin(rung));
        }
    }

    /** Applies a look that the history has taken up. */
    void look(CellCounts look, DaysBefore earlier) {
        for (int stream = 0; stream < cells.size(); stream++) {
            double before = exposureBefore(stream, looks);
            sinceStage.addCanary(stream, cells.exposure(stream, look), cells.events(stream, look));
            sinceStage.addOld(stream, before, eventsBefore(stream, looks));
        }
        days.look(look, earlier);
        looks++;
        if (looks > bakeLooks && looks > compared) {
            replay();
        } else {
            if (looks - 1 == windowStart()) {
                restart();
            }
            test(looks - 1);
        }
    }

    /** Tests the present window from its first look on. */
    private void replay() {
        restart();
        for (int look = windowStart(); look < looks; look++) {
            test(look);
        }
    }

    /** First look of the window that the last look belongs to, 0 the first of the stage. */
    private int windowStart() {
        int end = Math.max(bakeLooks, looks);
        int windows = (end - looks) / compared + 1;
        return Math.max(0, end - windows * compared);
    }

    private void test(int look) {
        int kept = history.looks() - looks + look;
        for (int stream = 0; stream < cells.size(); stream++) {
            blocks.addCanary(
                    stream,
                    cells.exposure(stream, history, kept),
                    cells.events(stream, history, kept));
            blocks.addOld(stream, exposureBefore(stream, look), eventsBefore(stream, look));
        }
        blocks.flush();
        pass.look(blocks, frozen);
    }

    private double exposureBefore(int stream, int look) {
        return reference.looks() == 0 ? 0 : before(stream, look).exposure();
    }

    private long eventsBefore(int stream, int look) {
        return reference.looks() == 0 ? 0 : before(stream, look).events();
    }

    private Counts before(int stream, int look) {
        return before.get(stream).get(look % reference.looks());
    }

    Family family() {
        return family;
    }

    MarginPlan margins() {
        return margins;
    }

    /** Against earlier days where they were known all along, else against the looks before. */
    PassTest pass() {
        return days.isWhole() ? days.pass() : pass;
    }

    /** Whether earlier days would be compared with. */
    boolean asksDays() {
        return days.isAsked();
    }

    /**
     * Counts since the stage opened; the old side is earlier days where they are compared with, else
     * the looks before the rollout.
     */
    Window compared(int group) {
        return days.isWhole() ? days.counted(group) : sinceStage.group(group);
    }

    /** Health of all arms at a place. */
    OldArmHealth health(int group) {
        Window window = sinceStage.group(group);
        return health.of(group, window.canaryExposure(), window.canaryEvents());
    }

    void write(StateWriter state) {
        state.write(looks);
        sinceStage.write(state);
        days.write(state);
    }

    /** Reads the state; the history has taken up its looks before. */
    void read(StateReader state) {
        looks = state.readInt();
        sinceStage.read(state);
        days.read(state);
        if (looks > 0) {
            replay();
        }
    }
}
