package io.portcullis.kernel.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.world.Fault;
import io.portcullis.testing.ForAllSeeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How counts are cut into windows does not decide (analysis 2.1). */
final class WindowPropertiesTest {

    private static final int SEEDS = 10;
    private static final int LOOKS_BEFORE = 40;
    private static final int LOOKS = 30;
    private static final double RATE = 0.02;
    private static final double[] SHARES = {0.2, 0.5, 0};

    /** Requests and acquires of a place per look, when looks are long. */
    private static final int EXPOSURE = 400;

    private static final int SCALE = 4;

    @ForAllSeeds(SEEDS)
    void mergingTwoWindowsWithoutCanaryChangesNothing(long seed) {
        var world = new SmallWorld(seed, 60, 12);
        List<LookEvidence> before = world.old(RATE, LOOKS_BEFORE);
        List<LookEvidence> looks = looks(world, LOOKS);
        int at = world.choose(LOOKS - 2);
        looks.set(at, withoutCanary(looks.get(at)));
        looks.set(at + 1, withoutCanary(looks.get(at + 1)));

        LookFindings apart = last(before, looks);
        looks.set(at, sum(looks.get(at), looks.get(at + 1)));
        looks.set(at + 1, LookEvidence.of(looks.get(at + 1).at(), Map.of()));
        LookFindings merged = last(before, looks);

        assertThat(merged.release()).isEqualTo(apart.release());
        assertThat(merged.groups()).hasSameSizeAs(apart.groups());
        for (int group = 0; group < merged.groups().size(); group++) {
            GroupFinding one = merged.groups().get(group);
            GroupFinding other = apart.groups().get(group);
            assertThat(one.fail().map(FailEvidence::logValue))
                    .as("%s", one.key())
                    .isEqualTo(other.fail().map(FailEvidence::logValue));
            assertThat(logPass(one)).as("%s", one.key()).isEqualTo(logPass(other));
        }
    }

    @ForAllSeeds(3 * SEEDS)
    void moreAndShorterLooksRaiseNoFalseAlarm(long seed) {
        var few = new SmallWorld(seed, EXPOSURE, EXPOSURE);
        var many = new SmallWorld(seed, EXPOSURE / SCALE, EXPOSURE / SCALE);

        LookFindings ofFew = last(few.old(RATE, LOOKS_BEFORE), looks(few, LOOKS));
        LookFindings ofMany = last(many.old(RATE, LOOKS_BEFORE), looks(many, SCALE * LOOKS));

        assertThat(ofFew.release().failed()).isFalse();
        assertThat(ofMany.release().failed()).isFalse();
    }

    private static Optional<Double> logPass(GroupFinding group) {
        return group.pass().map(PassEvidence::logValue);
    }

    private static List<LookEvidence> looks(SmallWorld world, int count) {
        var looks = new ArrayList<LookEvidence>();
        for (int look = 0; look < count; look++) {
            looks.add(world.look(plan().stage(1), RATE, RATE));
        }
        return looks;
    }

    private static AnalysisPlan plan() {
        return SmallWorld.plan(SmallWorld.signals(), SHARES);
    }

    private static LookFindings last(List<LookEvidence> before, List<LookEvidence> looks) {
        RolloutAnalysis analysis = RolloutAnalysis.start(plan(), before);
        analysis.openStage(1, before);
        for (int look = 0; look < looks.size(); look++) {
            analysis.look(look + 1, looks.get(look));
        }
        return analysis.findings();
    }

    private static LookEvidence withoutCanary(LookEvidence look) {
        var counts = new HashMap<>(look.counts());
        counts.keySet().removeIf(Fault::hasCanary);
        return LookEvidence.of(look.at(), counts);
    }

    private static LookEvidence sum(LookEvidence one, LookEvidence other) {
        Map<Cell, Counts> counts = new HashMap<>(one.counts());
        other.counts().forEach((cell, more) -> counts.merge(cell, more, Counts::plus));
        return LookEvidence.of(one.at(), counts);
    }
}
