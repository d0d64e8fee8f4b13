package io.portcullis.kernel.analysis.recovery;

import static io.portcullis.kernel.analysis.SmallWorld.A;
import static io.portcullis.kernel.analysis.SmallWorld.B;
import static io.portcullis.kernel.analysis.SmallWorld.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.SmallWorld;
import io.portcullis.kernel.analysis.finding.RegionRecovery;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.testing.ForAllSeeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecoveryTestTest {

    private static final double RATE = 0.002;
    private static final int LOOKS_MIN = AnalysisParameters.DEFAULT.recoveredForLooks();

    private final SmallWorld world = new SmallWorld(7, 4000, 400);
    private final AnalysisPlan plan =
            SmallWorld.plan(SmallWorld.signals(), new double[] {0.5, 0.5, 0});
    private final List<LookEvidence> reference = world.old(RATE, 360);

    @Test
    void regionsThatAreAsBeforeAreBackAfterThirtyLooks() {
        RecoveryTest test = RecoveryTest.start(plan, Set.of(A, B), reference);

        Map<Region, RegionRecovery> before = play(test, 1, LOOKS_MIN - 1, RATE, Set.of(A, B, C));
        Map<Region, RegionRecovery> after = play(test, LOOKS_MIN, 1, RATE, Set.of(A, B, C));

        assertThat(statuses(before)).containsOnly(RegionRecovery.Status.NOT_YET);
        assertThat(statuses(after)).containsOnly(RegionRecovery.Status.RECOVERED);
        assertThat(of(after, A).groups()).isNotEmpty();
    }

    @Test
    void aRegionWhereTheNewVersionStillRunsIsWaitedFor() {
        RecoveryTest test = RecoveryTest.start(plan, Set.of(A, B), reference);

        Map<Region, RegionRecovery> lagging = play(test, 1, 60, RATE, Set.of(A));
        Map<Region, RegionRecovery> back = play(test, 61, LOOKS_MIN, RATE, Set.of(A, B));

        assertThat(of(lagging, A).status()).isEqualTo(RegionRecovery.Status.RECOVERED);
        assertThat(of(lagging, B).status()).isEqualTo(RegionRecovery.Status.WAITING);
        assertThat(of(back, B).status()).isEqualTo(RegionRecovery.Status.RECOVERED);
    }

    @Test
    void aRegionWhereTheNewVersionComesBackStartsAnew() {
        RecoveryTest test = RecoveryTest.start(plan, Set.of(A, B), reference);
        play(test, 1, LOOKS_MIN, RATE, Set.of(A));

        Map<Region, RegionRecovery> lost = play(test, LOOKS_MIN + 1, 1, RATE, Set.of());
        Map<Region, RegionRecovery> alone = play(test, LOOKS_MIN + 2, 1, RATE, Set.of(A));
        Map<Region, RegionRecovery> back =
                play(test, LOOKS_MIN + 3, LOOKS_MIN - 1, RATE, Set.of(A));

        assertThat(of(lost, A).status()).isEqualTo(RegionRecovery.Status.WAITING);
        assertThat(of(alone, A).status()).isEqualTo(RegionRecovery.Status.NOT_YET);
        assertThat(of(back, A).status()).isEqualTo(RegionRecovery.Status.RECOVERED);
    }

    @Test
    void givesUpOnRegionsThatStayBadAndStillTakesThemBackLater() {
        RecoveryTest test = RecoveryTest.start(plan, Set.of(A, B), reference);

        Map<Region, RegionRecovery> bad =
                play(test, 1, RecoveryTest.LOOKS_MAX, 20 * RATE, Set.of(A, B));
        Map<Region, RegionRecovery> healed =
                play(test, RecoveryTest.LOOKS_MAX + 1, 120, RATE, Set.of(A, B));

        assertThat(statuses(bad)).containsOnly(RegionRecovery.Status.GAVE_UP);
        assertThat(statuses(healed)).containsOnly(RegionRecovery.Status.RECOVERED);
    }

    @Test
    void minutesStillBadDoNotBuryTheRecovery() {
        RecoveryTest test = RecoveryTest.start(plan, Set.of(A, B), reference);

        play(test, 1, 30, 20 * RATE, Set.of(A, B));
        Map<Region, RegionRecovery> healed = play(test, 31, 90, RATE, Set.of(A, B));

        assertThat(statuses(healed)).containsOnly(RegionRecovery.Status.RECOVERED);
    }

    @Test
    void linksThatNoMarginDecidesAreNotWaitedFor() {
        List<LookEvidence> few = new SmallWorld(7, 4000, 1).old(RATE, 360);
        RecoveryTest test = RecoveryTest.start(plan, Set.of(A, B), few);
        var withoutLinks = new SmallWorld(8, 4000, 0);

        Map<Region, RegionRecovery> findings = Map.of();
        for (int look = 1; look <= LOOKS_MIN; look++) {
            findings = test.look(look, withoutLinks.old(RATE), Set.of(A, B));
        }

        assertThat(statuses(findings)).containsOnly(RegionRecovery.Status.RECOVERED);
        assertThat(of(findings, A).groups()).isNotEmpty();
    }

    @Test
    void allLinksAreWaitedForWhereNothingElseTells() {
        AnalysisPlan linksOnly =
                SmallWorld.plan(
                        List.of(SignalPlan.acquires(SmallWorld.ACQUIRES)),
                        new double[] {0.5, 0.5, 0});
        List<LookEvidence> few = new SmallWorld(7, 0, 1).old(RATE, 360);
        RecoveryTest test = RecoveryTest.start(linksOnly, Set.of(A, B), few);

        Map<Region, RegionRecovery> findings = Map.of();
        for (int look = 1; look <= LOOKS_MIN; look++) {
            findings = test.look(look, new SmallWorld(1, 0, 0).old(RATE), Set.of(A, B));
        }

        assertThat(statuses(findings)).containsOnly(RegionRecovery.Status.NOT_YET);
    }

    @Test
    void silenceIsNotRecovery() {
        RecoveryTest test = RecoveryTest.start(plan, Set.of(A, B), reference);
        LookEvidence silence = new SmallWorld(1, 0, 0).old(RATE);

        Map<Region, RegionRecovery> findings = Map.of();
        for (int look = 1; look <= 2 * LOOKS_MIN; look++) {
            findings = test.look(look, silence, Set.of(A, B));
        }

        assertThat(statuses(findings)).containsOnly(RegionRecovery.Status.NOT_YET);
    }

    @Test
    void whatPassesGoesOnPassingWhenTheLooksOfTheTestAreSpent() {
        RecoveryTest test = RecoveryTest.start(plan, Set.of(A, B), reference);

        var findings = play(test, 1, RecoveryTest.LOOKS_MAX + 1, RATE, Set.of(A, B));

        assertThat(of(findings, A).looksGood()).isEqualTo(LOOKS_MIN);
        assertThat(of(findings, A).groups()).allMatch(group -> group.pass().passes());
    }

    @ForAllSeeds(5)
    void goesOnFromASnapshotAsIfNothingHadHappened(long seed) {
        var seeded = new SmallWorld(seed, 200, 20);
        List<LookEvidence> before = seeded.old(RATE, 50);
        RecoveryTest straight = RecoveryTest.start(plan, Set.of(A, B), before);
        RecoveryTest restored = RecoveryTest.start(plan, Set.of(A, B), before);

        for (int look = 1; look <= 80; look++) {
            Set<Region> alone = look < 1 + seeded.choose(20) ? Set.of(A) : Set.of(A, B);
            LookEvidence evidence = seeded.old(RATE * (1 + seeded.choose(3)));
            restored = RecoveryTest.restore(plan, restored.snapshot());
            assertThat(restored.look(look, evidence, alone))
                    .isEqualTo(straight.look(look, evidence, alone));
            assertThat(restored.snapshot()).isEqualTo(straight.snapshot());
        }
    }

    private Map<Region, RegionRecovery> play(
            RecoveryTest test, int firstLook, int looks, double rate, Set<Region> alone) {
        Map<Region, RegionRecovery> findings = Map.of();
        for (int look = firstLook; look < firstLook + looks; look++) {
            findings = test.look(look, world.old(rate), alone);
        }
        return findings;
    }

    private static RegionRecovery of(Map<Region, RegionRecovery> findings, Region region) {
        return Optional.ofNullable(findings.get(region)).orElseThrow();
    }

    private static List<RegionRecovery.Status> statuses(Map<Region, RegionRecovery> findings) {
        return findings.values().stream().map(RegionRecovery::status).toList();
    }
}
