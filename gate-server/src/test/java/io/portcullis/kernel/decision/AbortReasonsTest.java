package io.portcullis.kernel.decision;

import static io.portcullis.kernel.decision.FindingsFixture.CENTRAL;
import static io.portcullis.kernel.decision.FindingsFixture.LINK;
import static io.portcullis.kernel.decision.FindingsFixture.START;
import static io.portcullis.kernel.decision.FindingsFixture.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.policy.Policy;
import org.junit.jupiter.api.Test;

/** What is said of a release that fails. */
final class AbortReasonsTest {

    private final FindingsFixture findings = new FindingsFixture();

    private Decision decide() {
        return Decide.at(findings.look(), Policy.DEFAULT);
    }

    @Test
    void abortsWithPlaceNumbersThresholdAndFirstBadLook() {
        findings.failing(LINK);

        assertThat(decide())
                .isInstanceOfSatisfying(
                        Decision.Abort.class,
                        abort ->
                                assertThat(abort.reasons())
                                        .singleElement()
                                        .satisfies(AbortReasonsTest::isLikelyRegression));
    }

    private static void isLikelyRegression(Reason reason) {
        isRegression(reason, "likely worse, at a false discovery rate of 10.0 %", "");
    }

    private static void isRegression(Reason reason, String named, String sums) {
        assertThat(reason.type()).isEqualTo(ReasonType.RELEASE);
        assertThat(reason.place()).isEqualTo(new Link(CENTRAL, WEST));
        assertThat(reason.pair()).isEqualTo(ArmPair.NEW_OLD);
        assertThat(reason.since()).isEqualTo(new Since(14, START.plusSeconds(140)));
        assertThat(reason.text())
                .isEqualTo(
                        "track-acquire on eu-central -> us-west (new to old): 30.1 % bad (301 of"
                                + " 1,000) on the new version, 0.2 % bad (24 of 12,000) on the old,"
                                + " 150 times as bad; 301 of the 325 bad events are the new"
                                + " version's, where 4.2 were to be expected; bad since look 14"
                                + " (2026-11-22T12:02:20Z); "
                                + named
                                + "; 90.0 % of the evidence"
                                + sums
                                + "; evidence of the rollout 10^5.2, 10^2.1 aborts.");
    }

    @Test
    void saysWhetherAStreamIsNamedSurely() {
        findings.failingSurely(LINK);

        assertThat(decide())
                .isInstanceOfSatisfying(
                        Decision.Abort.class,
                        abort ->
                                isRegression(
                                        abort.reasons().getFirst(),
                                        "surely worse, at 0.8 % for all streams together",
                                        ""));
    }

    @Test
    void namesTheBadLinksWhereOnlyTheirSumIsBadEnough() {
        findings.failingOnAllLinks();

        assertThat(decide())
                .isInstanceOfSatisfying(
                        Decision.Abort.class,
                        abort -> {
                            assertThat(abort.reasons()).hasSize(2);
                            assertThat(abort.reasons().getFirst().text())
                                    .startsWith("track-acquire on all links together");
                            isRegression(
                                    abort.reasons().getLast(),
                                    "one of those whose sum is worse, not named alone",
                                    " alone, 90.0 % in sums it belongs to");
                            assertThat(abort.reasons().getFirst().scope())
                                    .isEqualTo(new Scope(Level.ALL_LINKS, null));
                        });
    }
}
