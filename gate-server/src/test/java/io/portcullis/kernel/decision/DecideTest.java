package io.portcullis.kernel.decision;

import static io.portcullis.kernel.decision.FindingsFixture.CENTRAL;
import static io.portcullis.kernel.decision.FindingsFixture.LINK;
import static io.portcullis.kernel.decision.FindingsFixture.LONELY;
import static io.portcullis.kernel.decision.FindingsFixture.REQUESTS;
import static io.portcullis.kernel.decision.FindingsFixture.START;
import static io.portcullis.kernel.decision.FindingsFixture.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.finding.Comparison;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.testing.ForAllSeeds;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class DecideTest {

    private final FindingsFixture findings = new FindingsFixture();

    private Decision decide() {
        return Decide.at(findings.look(), Policy.DEFAULT);
    }

    private List<Reason> held() {
        return switch (decide()) {
            case Decision.Hold(_, var reasons) -> reasons;
            case Decision.Proceed proceed -> throw new AssertionError(proceed);
            case Decision.Abort abort -> throw new AssertionError(abort);
        };
    }

    @Test
    void proceedsWhenEverythingPassesAndSaysWhatItExcludesAndWhatNot() {
        assertThat(decide())
                .isEqualTo(
                        new Decision.Proceed(
                                1,
                                List.of(
                                        "track-acquire on eu-central -> us-west (new to old): worse"
                                                + " than x3 + 0.1 % is excluded; a doubling is not.",
                                        "requests in us-west: worse than x3 + 0.1 % is excluded; a"
                                                + " doubling is not."),
                                List.of(
                                        "track-acquire on eu-central -> us-west (new to old):"
                                                + " anything up to 3 times the old version's rate"
                                                + " + 0.1 %",
                                        "requests in us-west: anything up to 3 times the old"
                                                + " version's rate + 0.1 %")));
    }

    @Test
    void abortsWhateverElseIsMissing() {
        findings.failing(LINK).gap(WEST).uncovered(REQUESTS, 0, 1).blocked(LINK);

        assertThat(decide()).isInstanceOf(Decision.Abort.class);
    }

    @Test
    void abortsWithoutASinglePlaceToBlame() {
        findings.failingTogether();

        assertThat(decide())
                .isInstanceOfSatisfying(
                        Decision.Abort.class,
                        abort ->
                                assertThat(abort.reasons().getFirst().text())
                                        .contains("over all streams together"));
    }

    @Test
    void holdsWhenNothingIsAskedForAPass() {
        findings.nothingRequired();

        assertThat(held()).extracting(Reason::type).containsExactly(ReasonType.UNDECIDED);
    }

    @Test
    void holdsWhenTheOldVersionIsUnhealthyToo() {
        findings.blocked(LINK);

        assertThat(held()).extracting(Reason::type).containsExactly(ReasonType.ENVIRONMENT);
    }

    @Test
    void holdsWhenEvidenceOfAJudgedRegionIsMissing() {
        findings.gap(WEST);

        assertThat(held())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.EVIDENCE);
                    assertThat(reason.place()).isEqualTo(WEST);
                    assertThat(reason.text()).contains("connection refused");
                });
    }

    @Test
    void doesNotPassOnWhatWasCountedLongAgo() {
        findings.silent(cell -> cell instanceof Cell.InRegion(_, _, var arm) && arm == Arm.CANARY);

        assertThat(held())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.EVIDENCE);
                    assertThat(reason.text())
                            .contains(
                                    "For 30 looks requests of the new version was not"
                                            + " counted in us-west");
                });
    }

    @Test
    void isNotHeldUpByAnOldVersionThatTheStageRemoved() {
        findings.silent(cell -> cell instanceof Cell.InRegion(_, _, var arm) && arm == Arm.STABLE);

        var before = decide();
        findings.newOnly(FindingsFixture.WEST);

        assertThat(before).isInstanceOf(Decision.Hold.class);
        assertThat(decide()).isInstanceOf(Decision.Proceed.class);
    }

    @Test
    void doesNotPassWhenNobodyCountsALinkAnyMore() {
        findings.silent(Cell.OnLink.class::isInstance);

        assertThat(held().getFirst().text()).contains("not counted on any link to us-west");
    }

    @Test
    void opensNoStageWhereNothingIsCounted() {
        findings.progress(FindingsFixture.stage(0, 0, 0, 30)).silent(_ -> true);

        assertThat(held().getFirst().text()).contains("nothing at all was counted in us-west");
    }

    @Test
    void isNotHeldUpByARegionNothingIsJudgedIn() {
        findings.gap(LONELY);

        assertThat(decide()).isInstanceOf(Decision.Proceed.class);
    }

    @Test
    void namesTheLinkThatLacksTraffic() {
        findings.uncovered(LINK, 2, 4);

        assertThat(held())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.COVERAGE);
                    assertThat(reason.place()).isEqualTo(new Link(CENTRAL, WEST));
                    assertThat(reason.remaining()).isEqualTo(new Remaining(3, 4));
                    assertThat(reason.text())
                            .contains("2 of 5 attempts")
                            .contains("about 3 more attempts, 4 looks (40 s) at this rate");
                });
    }

    @Test
    void doesNotGuessATimeWithoutTraffic() {
        findings.uncovered(LINK, 0, Double.POSITIVE_INFINITY);

        assertThat(held().getFirst().text()).contains("no end in sight");
    }

    @Test
    void saysHowMuchAndHowLongUntilDecided() {
        findings.shortOf(LINK, 1881.3, 13.2);

        assertThat(held())
                .extracting(Reason::text)
                .containsExactly(
                        "Needs about 1,900 more attempts, 14 looks (2 min 20 s) at this rate, for"
                                + " track-acquire on eu-central -> us-west (new to old), to exclude"
                                + " more than 3 times the old version's rate + 0.1 %; so far 30.1 %"
                                + " bad (301 of 1,000) on the new version, 0.2 % bad (24 of 12,000)"
                                + " on the old.");
    }

    @Test
    void saysWhatWouldMakeAPlaceDecidable() {
        findings.undecidable(LINK, 3.24);

        assertThat(held().getFirst().text())
                .contains("a bake of 1 h 37 min, or traffic of the new version 3.2 times as large");
    }

    @Test
    void holdsUntilTheLeastBakeIsOver() {
        findings.progress(FindingsFixture.stage(1, 179, 180, 360));

        assertThat(held())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.BAKING);
                    assertThat(reason.remaining()).isEqualTo(new Remaining(0, 1));
                });
    }

    @Test
    void saysEverythingItWaitsForAtOnce() {
        findings.progress(FindingsFixture.stage(1, 20, 180, 360))
                .gap(WEST)
                .blocked(LINK)
                .uncovered(LINK, 1, 2)
                .shortOf(REQUESTS, 10, 2);

        assertThat(held())
                .extracting(Reason::type)
                .containsExactly(
                        ReasonType.ENVIRONMENT,
                        ReasonType.EVIDENCE,
                        ReasonType.BAKING,
                        ReasonType.COVERAGE,
                        ReasonType.UNDECIDED);
    }

    @Test
    void showsTheLongestWaitsAndCountsTheRest() {
        findings.manyUndecided(50);

        var reasons = held();

        assertThat(reasons).hasSize(HoldReasons.SHOWN_MAX + 1);
        assertThat(reasons.getFirst().remaining()).isEqualTo(new Remaining(4900, 49));
        assertThat(reasons.getLast().text()).contains("And 40 more");
    }

    @Test
    void beforeTheFirstStageItNeedsLooksOfTheOldVersion() {
        findings.progress(FindingsFixture.stage(0, 0, 0, 12));
        assertThat(held())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.EVIDENCE);
                    assertThat(reason.remaining()).isEqualTo(new Remaining(0, 18));
                });

        findings.progress(FindingsFixture.stage(0, 0, 0, 30));

        assertThat(decide()).isInstanceOf(Decision.Proceed.class);
    }

    /** The more is wrong, the harder the decision: PROCEED, then HOLD, then ABORT. */
    @ForAllSeeds(200)
    void moreTroubleNeverSoftensADecision(long seed) {
        var random = new Random(seed);
        int before = hardness(decide());
        for (int step = 0; step < 8; step++) {
            spoil(random.nextInt(6));
            int after = hardness(decide());

            assertThat(after).isGreaterThanOrEqualTo(before);
            before = after;
        }
    }

    private void spoil(int how) {
        switch (how) {
            case 0 -> findings.failing(LINK);
            case 1 -> findings.gap(WEST);
            case 2 -> findings.blocked(REQUESTS);
            case 3 -> findings.shortOf(LINK, 100, 3);
            case 4 -> findings.uncovered(REQUESTS, 1, 3);
            case 5 -> findings.progress(FindingsFixture.stage(1, 10, 180, 360));
            default -> throw new AssertionError(how);
        }
    }

    private static int hardness(Decision decision) {
        return switch (decision) {
            case Decision.Proceed _ -> 0;
            case Decision.Hold _ -> 1;
            case Decision.Abort _ -> 2;
        };
    }

    @Test
    void abortsOnSharedHarmWithBothSidesThresholdAndFirstBadLook() {
        findings.attributed(new AttributionFixture().failing());

        assertThat(decide())
                .isInstanceOfSatisfying(
                        Decision.Abort.class,
                        abort ->
                                assertThat(abort.reasons())
                                        .singleElement()
                                        .satisfies(DecideTest::isSharedHarm));
    }

    private static void isSharedHarm(Reason reason) {
        assertThat(reason.type()).isEqualTo(ReasonType.SHARED_HARM);
        assertThat(reason.place()).isEqualTo(FindingsFixture.WEST);
        assertThat(reason.since()).isEqualTo(new Since(14, START.plusSeconds(140)));
        assertThat(Touched.of(reason))
                .contains(
                        new Touched(
                                Comparison.UNTOUCHED,
                                new TreeSet<>(Set.of(FindingsFixture.WEST)),
                                new TreeSet<>(Set.of(AttributionFixture.UNTOUCHED)),
                                90,
                                300,
                                1.6,
                                0));
        assertThat(reason.text())
                .isEqualTo(
                        "requests where the rollout touched (us-west), both versions: 0.9 % bad (450"
                                + " of 50,000) where 90 are usual; untouched (eu-west): 0.2 % bad"
                                + " (310 of 150,000) where 300 are usual; evidence of shared harm"
                                + " 10^3.5, 10^2.7 aborts; bad since look 14"
                                + " (2026-11-22T12:02:20Z).");
    }

    @Test
    void holdsOnSharedHarmWhereThePlanWantsIt() {
        findings.attributed(new AttributionFixture().failing())
                .whenSharedHarm(SharedHarmPolicy.HOLD);

        assertThat(held()).extracting(Reason::type).containsExactly(ReasonType.SHARED_HARM);
    }

    @Test
    void saysByWhichDaysItJudgedWhereNothingIsUntouched() {
        findings.attributed(new AttributionFixture().nothingUntouched().failing());

        assertThat(decide())
                .isInstanceOfSatisfying(
                        Decision.Abort.class,
                        abort ->
                                assertThat(abort.reasons().getFirst().text())
                                        .contains("same clock time of 5 earlier days"));
    }

    @Test
    void namesUntouchedPlacesThatAreUnhealthy() {
        findings.attributed(new AttributionFixture().untouchedUnhealthy());

        assertThat(held())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.ENVIRONMENT);
                    assertThat(reason.place()).isEqualTo(AttributionFixture.UNTOUCHED);
                    assertThat(reason.text()).contains("10.0 % bad (900 of 9,000)");
                });
    }
}
