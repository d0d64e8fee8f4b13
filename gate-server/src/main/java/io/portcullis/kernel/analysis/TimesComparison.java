package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.counting.Cells;
import io.portcullis.kernel.analysis.counting.HealthWatch;
import io.portcullis.kernel.analysis.counting.LooksBefore;
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
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.Arrays;
import java.util.List;

/**
 * PASS where no old arm is left (analysis 2.11): all arms at a place over the last looks of the bake
 * against the looks before the rollout, look i of the stage paired with reference look i modulo
 * their number, so that none is used twice in the looks compared. Without history the same clock
 * times of earlier days are not known. E always restarts with the stage.
 */
final class TimesComparison {

    private final Family family;
    private final List<List<Cell>> cells;
    private final LooksBefore reference;
    private final int compared;
    private final MarginPlan margins;

    private final Counts[][] last;
    private final StreamTotals sinceStage;
    private final HealthWatch health;
    private int looks;
    private PassTest pass;
    private Blocks blocks;

    TimesComparison(StageMargins stage, LooksBefore reference) {
        family = stage.withoutOldArm();
        margins = stage.times();
        this.reference = reference;
        compared = reference.looksCompared(stage.scope().stage().bakeLooks());
        cells = family.streams().stream().map(key -> Cells.all(key.signal(), key.place())).toList();
        last = new Counts[family.streams().size()][compared];
        for (Counts[] ofStream : last) {
            Arrays.fill(ofStream, Counts.NONE);
        }
        sinceStage = new StreamTotals(family.groups());
        health = new HealthWatch(family);
        health.enter(_ -> true, reference);
        blocks = new Blocks(family.streams().size());
        pass = PassTest.ofRelease(family.groups(), stage.overTime().ofGroups());
        restart(pass);
    }

    private void restart(PassTest test) {
        for (int stream = 0; stream < family.streams().size(); stream++) {
            test.startRate(stream, reference.rate(family.streams().get(stream)));
        }
        for (int group = 0; group < family.keys().size(); group++) {
            int rung = margins.rung(group);
            test.start(group, rung < 0 ? null : Ladder.margin(rung));
        }
    }

    /** Applies a look. */
    void look(LookEvidence evidence) {
        health.next();
        int slot = looks % compared;
        for (int stream = 0; stream < cells.size(); stream++) {
            Counts counts = Cells.sum(cells.get(stream), evidence);
            last[stream][slot] = counts;
            health.add(stream, counts);
            Counts before = before(stream, looks);
            sinceStage.add(
                    stream,
                    new Window(
                            counts.exposure(),
                            counts.events(),
                            before.exposure(),
                            before.events()));
        }
        looks++;
        if (looks <= compared) {
            test(looks - 1);
        } else {
            replay();
        }
    }

    /** The window has moved on: the test starts anew at its first look. */
    private void replay() {
        blocks = new Blocks(family.streams().size());
        restart(pass);
        for (int look = looks - compared; look < looks; look++) {
            test(look);
        }
    }

    private void test(int look) {
        for (int stream = 0; stream < cells.size(); stream++) {
            Counts after = last[stream][look % compared];
            Counts before = before(stream, look);
            blocks.add(
                    stream,
                    new Window(
                            after.exposure(), after.events(), before.exposure(), before.events()));
        }
        blocks.flush();
        var frozen = new boolean[cells.size()];
        pass.look(blocks, frozen);
    }

    private Counts before(int stream, int look) {
        return reference.looks() == 0
                ? Counts.NONE
                : reference.all(family.streams().get(stream), look % reference.looks());
    }

    Family family() {
        return family;
    }

    MarginPlan margins() {
        return margins;
    }

    PassTest pass() {
        return pass;
    }

    /** Counts since the stage opened; the old side is the looks before the rollout. */
    Window sinceStage(int group) {
        return sinceStage.group(group);
    }

    /** Health of all arms at a place. */
    OldArmHealth health(int group) {
        Window window = sinceStage.group(group);
        return health.of(group, new Window(0, 0, window.canaryExposure(), window.canaryEvents()));
    }

    void write(StateWriter state) {
        state.write(looks);
        for (Counts[] ofStream : last) {
            for (Counts counts : ofStream) {
                state.writeCompact(counts.exposure());
                state.writeCompact(counts.events());
            }
        }
        sinceStage.write(state);
        health.write(state);
        pass.write(state);
        blocks.write(state);
    }

    void read(StateReader state) {
        looks = state.readInt();
        for (Counts[] ofStream : last) {
            for (int look = 0; look < compared; look++) {
                double exposure = state.readCompactDouble();
                ofStream[look] = new Counts(exposure, state.readCompactLong());
            }
        }
        sinceStage.read(state);
        health.read(state);
        pass.read(state);
        blocks.read(state);
    }
}
