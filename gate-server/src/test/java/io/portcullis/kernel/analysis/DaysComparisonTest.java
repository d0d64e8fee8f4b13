package io.portcullis.kernel.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A busy hour after a quiet one, with nothing of the old version left. */
final class DaysComparisonTest {

    private static final double QUIET = 0.001;
    private static final double BUSY = 0.02;
    private static final int BAKE = 40;

    private final AnalysisPlan plan = SmallWorld.plan(SmallWorld.signals(), new double[] {1, 1, 1});
    private final SmallWorld world = new SmallWorld(1, 2000, 400);

    @Test
    void passesWhereEarlierDaysWereAsBusy() {
        assertThat(played(4, BUSY).allPass()).isTrue();
    }

    @Test
    void doesNotPassAgainstTheQuietHourBefore() {
        assertThat(played(0, BUSY).allPass()).isFalse();
        assertThat(played(2, BUSY).allPass()).isFalse();
    }

    @Test
    void doesNotPassWhenWorseThanEarlierDays() {
        assertThat(played(4, 10 * BUSY).allPass()).isFalse();
    }

    @Test
    void goesOnFromASnapshot() {
        List<LookEvidence> before = world.old(QUIET, BAKE);
        RolloutAnalysis straight = opened(before);
        RolloutAnalysis restored = opened(before);
        var last = new ArrayList<LookEvidence>();
        for (int look = 1; look <= BAKE + 10; look++) {
            LookEvidence evidence = world.look(plan.stage(1), BUSY, BUSY);
            DaysBefore days = days(look == 5 ? 0 : 3);
            restored = RolloutAnalysis.restore(plan, restored.snapshot(), before, last);
            last.add(evidence);

            assertThat(restored.look(look, evidence, days))
                    .isEqualTo(straight.look(look, evidence, days));
            assertThat(restored.snapshot()).isEqualTo(straight.snapshot());
        }
    }

    private LookFindings played(int dayCount, double rate) {
        RolloutAnalysis analysis = opened(world.old(QUIET, BAKE));
        for (int look = 1; look <= BAKE; look++) {
            assertThat(analysis.wantsDays()).isTrue();
            analysis.look(look, world.look(plan.stage(1), rate, rate), days(dayCount));
        }
        return analysis.findings();
    }

    private RolloutAnalysis opened(List<LookEvidence> before) {
        RolloutAnalysis analysis = RolloutAnalysis.start(plan, before);
        analysis.openStage(1, before);
        return analysis;
    }

    private DaysBefore days(int count) {
        var days = new TreeMap<Integer, LookEvidence>();
        for (int day = 1; day <= count; day++) {
            days.put(day, world.old(BUSY));
        }
        return new DaysBefore(days);
    }
}
