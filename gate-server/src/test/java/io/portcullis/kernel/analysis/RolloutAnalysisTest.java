package io.portcullis.kernel.analysis;

import static io.portcullis.kernel.analysis.SmallWorld.A;
import static io.portcullis.kernel.analysis.SmallWorld.ACQUIRES;
import static io.portcullis.kernel.analysis.SmallWorld.B;
import static io.portcullis.kernel.analysis.SmallWorld.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.kernel.analysis.finding.Certainty;
import io.portcullis.kernel.analysis.finding.Finding;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.finding.ReleaseEvidence;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RolloutAnalysisTest {

    private static final double RATE = 0.002;
    private static final StreamKey REQUESTS_A = region(A);
    private static final StreamKey REQUESTS_B = region(B);

    private final SmallWorld world = new SmallWorld(11, 4000, 400);
    private final List<LookEvidence> before = world.old(RATE, 60);
    private AnalysisPlan opened = plan(new double[] {0.5, 0, 0});

    @Test
    void aHealthyStagePassesByTheEndOfItsBake() {
        RolloutAnalysis analysis = start(new double[] {0.5, 0, 0});

        LookFindings findings = play(analysis, 40, RATE, RATE);

        assertThat(findings.bakeOver()).isTrue();
        assertThat(findings.allPass()).isTrue();
        assertThat(findings.uncovered()).isEmpty();
        assertThat(findings.oldArmBlocked()).isEmpty();
        assertThat(findings.release().failed()).isFalse();
        assertThat(findings.group(REQUESTS_A).flatMap(GroupFinding::pass))
                .hasValueSatisfying(pass -> assertThat(pass.passes()).isTrue());
    }

    @Test
    void aCanaryTenTimesWorseFailsAndStaysFailed() {
        RolloutAnalysis analysis = start(new double[] {0.5, 0, 0});

        LookFindings bad = play(analysis, 10, RATE, 10 * RATE);
        LookFindings later = play(analysis, 30, RATE, RATE);

        assertThat(bad.release().failed()).isTrue();
        assertThat(bad.release().regressed()).contains(REQUESTS_A);
        assertThat(bad.release().certainty(REQUESTS_A)).contains(Certainty.SURE);
        GroupFinding finding = bad.group(REQUESTS_A).orElseThrow();
        assertThat(finding.finding()).isEqualTo(Finding.REGRESSED);
        assertThat(finding.fail().orElseThrow().firstBadLook()).hasValue(1);
        assertThat(finding.fail().orElseThrow().ratio().orElseThrow()).isBetween(5.0, 20.0);
        assertThat(later.release().failed()).isTrue();
    }

    @Test
    void startsAtALaterLookAsIfTheLooksUntilThenHadSeenNothing() {
        AnalysisPlan plan = plan(new double[] {0.5, 0, 0});
        RolloutAnalysis looked = RolloutAnalysis.start(plan, before);
        for (int look = 1; look < 50; look++) {
            looked.look(look, LookEvidence.of(Instant.EPOCH, Map.of()));
        }
        RolloutAnalysis later =
                RolloutAnalysis.startAt(50, plan, EvidenceBefore.uncalibrated(before));

        looked.openStage(1, before);
        later.openStage(1, before);
        for (int look = 50; look < 60; look++) {
            LookEvidence bad = world.look(plan.stage(1), RATE, 3 * RATE);
            looked.look(look, bad);
            later.look(look, bad);
        }

        ReleaseEvidence expected = looked.findings().release();
        assertThat(later.lastLookId()).isEqualTo(59);
        assertThat(expected.logTotal()).isGreaterThan(0.1);
        assertThat(later.findings().release().logTotal())
                .isCloseTo(expected.logTotal(), within(1e-9));
    }

    @Test
    void bothArmsBadIsNoRegressionButForbidsPass() {
        RolloutAnalysis analysis = start(new double[] {0.5, 0, 0});

        LookFindings findings = play(analysis, 40, 0.2, 0.2);

        assertThat(findings.release().failed()).isFalse();
        assertThat(findings.allPass()).isFalse();
        assertThat(findings.oldArmBlocked()).contains(REQUESTS_A);
    }

    @Test
    void evidenceGoesOnWhereTheShareStaysAndStartsAnewWhereItChanges() {
        RolloutAnalysis analysis = start(new double[] {0.5, 0.2, 0}, new double[] {0.5, 0.5, 0});
        LookFindings first = play(analysis, 40, RATE, RATE);
        double ofA = logValue(first, REQUESTS_A);
        double ofB = logValue(first, REQUESTS_B);

        StagePreview preview = analysis.openStage(2, before);
        LookFindings opened = analysis.findings();

        assertThat(logValue(opened, REQUESTS_A)).isEqualTo(ofA);
        assertThat(preview.group(REQUESTS_A).orElseThrow().margin())
                .isEqualTo(first.group(REQUESTS_A).orElseThrow().pass().map(PassEvidence::margin));
        assertThat(ofB).isPositive();
        assertThat(logValue(opened, REQUESTS_B)).isZero();
    }

    @Test
    void comparesWithTheBaselineWhereItHasTraffic() {
        RolloutAnalysis analysis = start(new double[] {0.5, 0, 0});
        var counts =
                Map.of(
                        SmallWorld.region(A, Arm.CANARY), new Counts(100, 1),
                        SmallWorld.region(A, Arm.BASELINE), new Counts(200, 2),
                        SmallWorld.region(A, Arm.STABLE), new Counts(1000, 900));

        LookFindings findings = analysis.look(1, LookEvidence.of(at(), counts));

        assertThat(findings.group(REQUESTS_A).orElseThrow().sinceStage())
                .isEqualTo(new Window(100, 1, 200, 2));
    }

    @Test
    void aBaselineThatStartsWithTheCanaryIsNotPooledWithWhatStableSawUntilThen() {
        RolloutAnalysis analysis = start(new double[] {0.5, 0, 0});
        var stable = SmallWorld.region(A, Arm.STABLE);
        analysis.look(1, LookEvidence.of(at(), Map.of(stable, new Counts(1000, 900))));
        var counts =
                Map.of(
                        SmallWorld.region(A, Arm.CANARY),
                        new Counts(100, 1),
                        SmallWorld.region(A, Arm.BASELINE),
                        new Counts(200, 2),
                        stable,
                        new Counts(1000, 900));

        LookFindings findings = analysis.look(2, LookEvidence.of(at(), counts));

        assertThat(findings.group(REQUESTS_A).orElseThrow().sinceStage())
                .isEqualTo(new Window(100, 1, 200, 2));
    }

    @Test
    void theBlockOfAComparisonWithStableKeepsWhatStableSawBeforeTheCanary() {
        RolloutAnalysis analysis = start(new double[] {0.5, 0, 0});
        var stable = SmallWorld.region(A, Arm.STABLE);
        analysis.look(1, LookEvidence.of(at(), Map.of(stable, new Counts(1000, 10))));
        var counts =
                Map.of(
                        SmallWorld.region(A, Arm.CANARY),
                        new Counts(1000, 10),
                        stable,
                        new Counts(1000, 10));

        LookFindings findings = analysis.look(2, LookEvidence.of(at(), counts));

        double odds = 1000.0 / 2000 * 1.1;
        double virtual = 1e-4 * 2000 / 1.1;
        assertThat(findings.group(REQUESTS_A).orElseThrow().fail().orElseThrow().expected())
                .isCloseTo(odds / (1 + odds) * (30 + virtual), within(1e-9));
    }

    @Test
    void oneBadPlaceAmongThreeIsNotTheWorldThoughTheOthersAreSilent() {
        RolloutAnalysis analysis = RolloutAnalysis.start(plan(new double[] {0.5, 0, 0}), before);
        var bad = SmallWorld.region(A, Arm.STABLE);
        var worse = SmallWorld.region(B, Arm.STABLE);

        LookFindings one =
                analysis.look(1, LookEvidence.of(at(), Map.of(bad, new Counts(1000, 500))));
        LookFindings two =
                analysis.look(2, LookEvidence.of(at(), Map.of(worse, new Counts(1000, 500))));

        assertThat(one.attribution().untouchedUnhealthy()).isEmpty();
        assertThat(two.attribution().untouchedUnhealthy()).hasSize(2);
    }

    @Test
    void aLookWithAGapAndOneSideMissingIsMissing() {
        RolloutAnalysis analysis = start(new double[] {0.5, 0, 0});
        var counts = Map.of(SmallWorld.region(A, Arm.CANARY), new Counts(100, 50));
        var gap = new Gap(A, Gap.Cause.PARTIAL, "stable pods not scraped");

        LookFindings findings =
                analysis.look(
                        1, new LookEvidence(at(), new HashMap<>(counts), List.of(gap), Map.of()));

        assertThat(findings.group(REQUESTS_A).orElseThrow().sinceStage()).isEqualTo(Window.EMPTY);
        assertThat(findings.group(REQUESTS_A).orElseThrow().finding()).isEqualTo(Finding.MISSING);
    }

    @Test
    void coverageIsAskedOfEveryRegionLinkAndArmPairOfTheCanary() {
        RolloutAnalysis analysis = start(new double[] {0.5, 0.5, 0});
        LookEvidence silence = LookEvidence.of(at(), Map.of());

        LookFindings findings = analysis.look(1, silence);

        assertThat(findings.uncovered().stream().map(GroupFinding::key).toList())
                .contains(
                        REQUESTS_A,
                        link(A, B, ArmPair.NEW_OLD),
                        link(A, B, ArmPair.OLD_NEW),
                        link(A, B, ArmPair.NEW_NEW))
                .doesNotContain(region(SmallWorld.C));
    }

    @Test
    void withoutAnOldArmTheStageIsComparedWithTheLooksBeforeTheRollout() {
        RolloutAnalysis healthy = start(new double[] {1, 1, 1});
        RolloutAnalysis bad = start(new double[] {1, 1, 1});

        LookFindings asBefore = play(healthy, 40, RATE, RATE);
        LookFindings worse = play(bad, 40, RATE, 10 * RATE);

        assertThat(asBefore.allPass()).isTrue();
        assertThat(asBefore.uncovered()).isEmpty();
        assertThat(worse.allPass()).isFalse();
        assertThat(worse.oldArmBlocked()).contains(REQUESTS_A);
        assertThat(worse.release().failed()).as("no old arm, no comparison").isFalse();
    }

    @Test
    void withFewLooksBeforeNothingFinerThanTheCoarsestRungIsPromised() {
        StagePreview preview =
                RolloutAnalysis.preview(plan(new double[] {0.5, 0, 0}), 1, before.subList(0, 29));

        assertThat(preview.group(REQUESTS_A).orElseThrow().rung())
                .isEqualTo(Level.REGION.coarsestRung());
        assertThat(preview.looksBefore()).isEqualTo(29);
    }

    @Test
    void tooLittleTrafficIsUndecidableAndSaysByWhichFactor() {
        var sparse = new SmallWorld(3, 10, 0);
        StagePreview preview =
                RolloutAnalysis.preview(
                        SmallWorld.plan(
                                List.of(SignalPlan.requests(REQUESTS)), new double[] {0.1, 0, 0}),
                        1,
                        sparse.old(RATE, 360));

        assertThat(preview.decidable()).isFalse();
        assertThat(preview.groups())
                .anySatisfy(group ->
                        assertThat(group.role())
                                .isInstanceOfSatisfying(
                                        Role.Undecidable.class,
                                        role -> assertThat(role.factor()).isGreaterThan(1)));
    }

    @Test
    void coverageIsAlsoExpectedOfARegionWhollyOnTheNewVersion() {
        var looks = new ArrayList<LookEvidence>();
        for (int look = 0; look < 360; look++) {
            var counts = new Counts(look % 4 == 0 ? 1 : 0, 0);
            looks.add(LookEvidence.of(at(), Map.of(SmallWorld.region(A, Arm.STABLE), counts)));
        }
        StagePreview preview =
                RolloutAnalysis.preview(
                        SmallWorld.plan(
                                List.of(SignalPlan.requests(REQUESTS)), new double[] {1, 0, 0}),
                        1,
                        looks);

        assertThat(preview.group(REQUESTS_A).orElseThrow().probesPerLook())
                .isCloseTo(20.0 / 40 - 0.25, within(1e-12));
    }

    @Test
    void aLookLeftOutIsRefused() {
        RolloutAnalysis analysis = start(new double[] {0.5, 0, 0});

        assertThatThrownBy(() -> analysis.look(2, before.getFirst()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lookId is 2; must be at most 1");
    }

    @Test
    void aSnapshotOfAnotherPlanIsRefused() {
        byte[] snapshot = start(new double[] {0.5, 0, 0}).snapshot();
        AnalysisPlan other =
                SmallWorld.plan(List.of(SignalPlan.requests(REQUESTS)), new double[] {0.5, 0, 0});

        assertThatThrownBy(() -> RolloutAnalysis.restore(other, snapshot, before, List.of()))
                .isInstanceOf(RuntimeException.class);
    }

    private RolloutAnalysis start(double[]... shares) {
        opened = plan(shares);
        RolloutAnalysis analysis = RolloutAnalysis.start(opened, before);
        analysis.openStage(1, before);
        return analysis;
    }

    private static AnalysisPlan plan(double[]... shares) {
        return SmallWorld.plan(SmallWorld.signals(), shares);
    }

    private LookFindings play(RolloutAnalysis analysis, int looks, double oldRate, double newRate) {
        LookFindings findings = analysis.findings();
        StagePlan stage = opened.stage(analysis.openStage());
        for (int look = 0; look < looks; look++) {
            findings =
                    analysis.look(analysis.lastLookId() + 1, world.look(stage, oldRate, newRate));
        }
        return findings;
    }

    private static Instant at() {
        return Instant.EPOCH;
    }

    private static double logValue(LookFindings findings, GroupKey key) {
        return findings.group(key).flatMap(GroupFinding::pass).orElseThrow().logValue();
    }

    private static StreamKey region(Region region) {
        return new StreamKey(REQUESTS, region, Optional.empty());
    }

    private static StreamKey link(Region source, Region destination, ArmPair pair) {
        return new StreamKey(ACQUIRES, new Link(source, destination), Optional.of(pair));
    }
}
