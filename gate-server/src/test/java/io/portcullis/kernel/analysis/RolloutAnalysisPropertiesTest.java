package io.portcullis.kernel.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.counting.LookHistory;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.testing.ForAllSeeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class RolloutAnalysisPropertiesTest {

    private static final int SEEDS = 10;
    private static final int LONG_SEEDS = 3;
    private static final int LOOKS_BEFORE = 40;
    private static final int LOOKS_PER_STAGE = 15;
    private static final double RATE = 0.02;
    private static final double[][] SHARES = {{0.2, 0, 0}, {0.2, 0.5, 0}, {1, 1, 0.5}, {1, 1, 1}};

    @ForAllSeeds(SEEDS)
    void orderOfSignalsAndCellsDoesNotMatter(long seed) {
        Played played = play(seed);
        AnalysisPlan reversed = SmallWorld.plan(SmallWorld.signals().reversed(), SHARES);

        List<LookFindings> findings = findings(plan(), played.before(), played.looks());
        List<LookFindings> ofReversed =
                findings(
                        reversed,
                        played.before().stream().map(this::reordered).toList(),
                        played.looks().stream().map(this::reordered).toList());

        assertThat(ofReversed).isEqualTo(findings);
    }

    @ForAllSeeds(SEEDS)
    void cellsWithoutTrafficChangeNothing(long seed) {
        Played played = play(seed);

        List<LookFindings> findings = findings(plan(), played.before(), played.looks());
        List<LookFindings> ofPadded =
                findings(
                        plan(),
                        played.before(),
                        played.looks().stream().map(this::padded).toList());

        assertThat(ofPadded).isEqualTo(findings);
    }

    @ForAllSeeds(SEEDS)
    void moreCanaryErrorsNeverLowerTheEvidence(long seed) {
        Played played = play(seed);
        var worse = new ArrayList<>(played.looks());
        int at = new SmallWorld(seed, 0, 0).choose(worse.size());
        worse.set(at, worse(worse.get(at)));

        List<LookFindings> findings = findings(plan(), played.before(), played.looks());
        List<LookFindings> ofWorse = findings(plan(), played.before(), worse);

        for (int look = 0; look < findings.size(); look++) {
            assertThat(ofWorse.get(look).release().logTotal())
                    .isGreaterThanOrEqualTo(findings.get(look).release().logTotal());
        }
    }

    @ForAllSeeds(SEEDS)
    void goesOnFromASnapshotAsIfNothingHadHappened(long seed) {
        Played played = play(seed);
        RolloutAnalysis straight = RolloutAnalysis.start(plan(), played.before());
        RolloutAnalysis restored = RolloutAnalysis.start(plan(), played.before());

        for (int look = 0; look < played.looks().size(); look++) {
            if (look % LOOKS_PER_STAGE == 0) {
                int stage = 1 + look / LOOKS_PER_STAGE;
                StagePreview preview = straight.openStage(stage, played.before());
                assertThat(restored.openStage(stage, played.before())).isEqualTo(preview);
            }
            restored =
                    RolloutAnalysis.restore(
                            plan(),
                            restored.snapshot(),
                            played.before(),
                            played.looks().subList(0, look));
            LookFindings findings = straight.look(look + 1, played.looks().get(look));
            assertThat(restored.look(look + 1, played.looks().get(look))).isEqualTo(findings);
            assertThat(restored.snapshot()).isEqualTo(straight.snapshot());
        }
    }

    @ForAllSeeds(LONG_SEEDS)
    void goesOnFromASnapshotAfterMoreLooksThanAreKept(long seed) {
        var world = new SmallWorld(seed, 20, 4);
        List<LookEvidence> before = world.old(RATE, LOOKS_BEFORE);
        StagePlan stage = plan().stage(2);
        RolloutAnalysis straight = RolloutAnalysis.start(plan(), before);
        straight.openStage(2, before);
        var looks = new ArrayList<LookEvidence>();
        int at = LookHistory.LOOKS_MAX + 1 + world.choose(80);
        for (int look = 0; look < at; look++) {
            looks.add(world.look(stage, RATE, RATE));
            straight.look(look + 1, looks.getLast());
        }

        RolloutAnalysis restored =
                RolloutAnalysis.restore(
                        plan(),
                        straight.snapshot(),
                        before,
                        looks.subList(at - LookHistory.LOOKS_MAX, at));

        for (int look = at; look < at + 70; look++) {
            LookEvidence evidence = world.look(stage, RATE, 3 * RATE);
            LookFindings findings = straight.look(look + 1, evidence);
            assertThat(restored.look(look + 1, evidence)).isEqualTo(findings);
        }
        assertThat(restored.snapshot()).isEqualTo(straight.snapshot());
    }

    @ForAllSeeds(SEEDS)
    void aLookAppliedTwiceCountsOnce(long seed) {
        Played played = play(seed);
        RolloutAnalysis analysis = RolloutAnalysis.start(plan(), played.before());
        analysis.openStage(1, played.before());

        LookFindings once = analysis.look(1, played.looks().getFirst());
        byte[] snapshot = analysis.snapshot();

        assertThat(analysis.look(1, played.looks().getFirst())).isEqualTo(once);
        assertThat(analysis.snapshot()).isEqualTo(snapshot);
    }

    private record Played(List<LookEvidence> before, List<LookEvidence> looks) {}

    private static AnalysisPlan plan() {
        return SmallWorld.plan(SmallWorld.signals(), SHARES);
    }

    private static Played play(long seed) {
        var world = new SmallWorld(seed, 60, 12);
        List<LookEvidence> before = world.old(RATE, LOOKS_BEFORE);
        var looks = new ArrayList<LookEvidence>();
        for (StagePlan stage : plan().stages()) {
            for (int look = 0; look < LOOKS_PER_STAGE; look++) {
                looks.add(world.look(stage, RATE, RATE * (1 + world.choose(4))));
            }
        }
        return new Played(before, looks);
    }

    private static List<LookFindings> findings(
            AnalysisPlan plan, List<LookEvidence> before, List<LookEvidence> looks) {
        RolloutAnalysis analysis = RolloutAnalysis.start(plan, before);
        var findings = new ArrayList<LookFindings>();
        for (int look = 0; look < looks.size(); look++) {
            if (look % LOOKS_PER_STAGE == 0) {
                analysis.openStage(1 + look / LOOKS_PER_STAGE, before);
            }
            findings.add(analysis.look(look + 1, looks.get(look)));
        }
        return findings;
    }

    private LookEvidence reordered(LookEvidence look) {
        Map<Cell, Counts> sorted = new TreeMap<>((a, b) -> b.toString().compareTo(a.toString()));
        sorted.putAll(look.counts());
        return LookEvidence.of(look.at(), sorted);
    }

    private LookEvidence padded(LookEvidence look) {
        var counts = new HashMap<>(look.counts());
        for (Link link : SmallWorld.links()) {
            for (Arm source : Arm.values()) {
                counts.putIfAbsent(SmallWorld.region(link.source(), source), Counts.NONE);
                for (Arm destination : Arm.values()) {
                    counts.putIfAbsent(SmallWorld.link(link, source, destination), Counts.NONE);
                }
            }
        }
        return LookEvidence.of(look.at(), counts);
    }

    private static LookEvidence worse(LookEvidence look) {
        var counts = new HashMap<>(look.counts());
        counts.replaceAll((cell, value) ->
                cell.toString().contains("CANARY")
                        ? new Counts(
                                value.exposure(),
                                Math.min((long) value.exposure(), value.events() + 1))
                        : value);
        return LookEvidence.of(look.at(), counts);
    }
}
