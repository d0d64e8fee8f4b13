package io.portcullis.kernel.rollout;

import static io.portcullis.kernel.rollout.RolloutFixture.ANA;
import static io.portcullis.kernel.rollout.RolloutFixture.CENTRAL;
import static io.portcullis.kernel.rollout.RolloutFixture.CONTROL;
import static io.portcullis.kernel.rollout.RolloutFixture.EAST;
import static io.portcullis.kernel.rollout.RolloutFixture.PIPELINE;
import static io.portcullis.kernel.rollout.RolloutFixture.WEST;
import static io.portcullis.kernel.rollout.RolloutFixture.abort;
import static io.portcullis.kernel.rollout.RolloutFixture.admitted;
import static io.portcullis.kernel.rollout.RolloutFixture.baking;
import static io.portcullis.kernel.rollout.RolloutFixture.hold;
import static io.portcullis.kernel.rollout.RolloutFixture.proceed;
import static io.portcullis.kernel.rollout.RolloutFixture.requested;
import static io.portcullis.kernel.rollout.RolloutFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.HoldExpiry;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.RolloutInput.AbortRequested;
import io.portcullis.kernel.rollout.RolloutInput.AdmissionJudged;
import io.portcullis.kernel.rollout.RolloutInput.PauseRequested;
import io.portcullis.kernel.rollout.RolloutInput.ResumeRequested;
import io.portcullis.kernel.rollout.RolloutInput.StageOpenReported;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The way forward, and the ways to stop on it; the way back is in {@link RollbackTest}. */
final class TransitionsTest {

    @Test
    void isRefusedWithEveryReasonAndTouchesNothing() {
        var reasons =
                List.of(
                        Reason.of(ReasonType.PROTOCOL_MISMATCH, "They do not meet."),
                        Reason.at(ReasonType.MISSING_CONFIGURATION_KEY, WEST, "A key is missing."));

        var rollout = requested(spec()).tell(new AdmissionJudged(reasons));

        assertThat(rollout.rollout().state()).isEqualTo(new RolloutState.Refused(reasons));
        assertThat(rollout.actions()).hasOnlyElementsOfType(Action.Page.class);
    }

    @Test
    void goesThroughEveryStageToSuccess() {
        var rollout = baking(spec());

        rollout.look(3, hold(1, ReasonType.BAKING)).look(4, hold(1, ReasonType.BAKING));
        assertThat(rollout.state()).isEqualTo(RolloutState.Name.BAKING);
        rollout.look(5, proceed(1));
        assertThat(rollout.state()).isEqualTo(RolloutState.Name.HELD);
        rollout.tell(new StageOpenReported(2, 5, PIPELINE)).look(10, proceed(2));

        assertThat(rollout.state()).isEqualTo(RolloutState.Name.SUCCEEDED);
        assertThat(rollout.rollout().course().proceeds()).containsOnlyKeys(0, 1, 2);
    }

    @Test
    void aBakeIsOfWholeLooksSoThatTheLookOfTheOpeningDoesNotCount() {
        var rollout = baking(spec());

        var text = rollout.refuses(new RolloutInput.LookJudged(4, proceed(1)));

        assertThat(text).contains("least bake lasts until look 5");
        assertThat(rollout.rollout().progress(2, 360).looksOpen()).isZero();
        assertThat(rollout.rollout().progress(4, 360).isBakeOver()).isFalse();
        assertThat(rollout.rollout().progress(5, 360).isBakeOver()).isTrue();
    }

    @Test
    void isHeldOnceTheBakeIsOverWithoutAPass() {
        var rollout = baking(spec());

        rollout.look(3, hold(1, ReasonType.UNDECIDED)).look(4, hold(1, ReasonType.UNDECIDED));
        assertThat(rollout.state()).isEqualTo(RolloutState.Name.BAKING);
        rollout.look(5, hold(1, ReasonType.UNDECIDED));

        assertThat(rollout.state()).isEqualTo(RolloutState.Name.HELD);
    }

    @Test
    void logsAHoldOnlyWhenItsKindsOfReasonsChange() {
        var rollout = baking(spec()).look(2, hold(1, ReasonType.BAKING));
        int before = rollout.log().size();

        rollout.look(3, hold(1, ReasonType.BAKING));
        assertThat(rollout.log()).hasSize(before);
        rollout.look(3, hold(1, ReasonType.COVERAGE));

        assertThat(rollout.log()).hasSize(before + 1);
    }

    @Test
    void opensNoStageBeforeItsPass() {
        var rollout = admitted(spec());

        var text = rollout.refuses(new StageOpenReported(1, 0, PIPELINE));

        assertThat(text).contains("HELD").contains("only after PROCEED of stage 0");
    }

    @Test
    void skipsNoStage() {
        var rollout = admitted(spec()).look(1, proceed(0));

        assertThat(rollout.refuses(new StageOpenReported(2, 1, PIPELINE)))
                .contains("stage 2 cannot open: stage 0 of 2 is open");
    }

    @Test
    void takesARepeatedReportOfAnOpenStageAsNoNews() {
        var rollout = baking(spec());
        int before = rollout.log().size();

        rollout.tell(new StageOpenReported(1, 1, PIPELINE));

        assertThat(rollout.log()).hasSize(before);
    }

    @Test
    void keepsAPassWhenLaterLooksHold() {
        var rollout = baking(spec()).look(5, proceed(1)).look(6, hold(1, ReasonType.ENVIRONMENT));

        assertThat(Answer.about(rollout.rollout(), 1, hold(1, ReasonType.ENVIRONMENT), List.of()))
                .isEqualTo(proceed(1));
    }

    @Test
    void abortsAfterAPassAndNeverProceedsAgain() {
        var rollout = baking(spec()).look(5, proceed(1)).look(6, abort(1));

        rollout.look(7, proceed(1));

        assertThat(rollout.state()).isEqualTo(RolloutState.Name.ROLLING_BACK);
        assertThat(Answer.about(rollout.rollout(), 1, proceed(1), List.of())).isEqualTo(abort(1));
    }

    @Test
    void givesTheGatesControlTheOrderToOpenTheNextStage() {
        var spec = spec(Mode.ENFORCE, Driver.GATE, HoldExpiry.PAUSE);

        var rollout = admitted(spec).look(1, proceed(0));

        var id = spec.id().resourceName();
        assertThat(rollout.actions())
                .containsExactly(
                        new Action.OpenStage(
                                id + ".open.1",
                                1,
                                "pair",
                                new TreeMap<>(Map.of(WEST, 0.05, CENTRAL, 0.05))));
        rollout.tell(new StageOpenReported(1, 1, CONTROL));
        assertThat(rollout.state()).isEqualTo(RolloutState.Name.BAKING);
    }

    @Test
    void touchesNothingWhereThePlanOnlyAdvises() {
        var rollout = admitted(spec(Mode.ADVISE, Driver.GATE, HoldExpiry.PAUSE));

        rollout.look(1, proceed(0));

        assertThat(rollout.actions()).isEmpty();
    }

    @Test
    void acceptsWhatACallerOpenedAgainstAdvice() {
        var rollout = admitted(spec(Mode.ADVISE, Driver.PIPELINE, HoldExpiry.PAUSE));

        rollout.tell(new StageOpenReported(1, 0, PIPELINE));

        assertThat(rollout.state()).isEqualTo(RolloutState.Name.BAKING);
    }

    @Test
    void tellsWhereTheCanaryRunsAtEachStage() {
        var spec = spec();

        assertThat(spec.canaryShares(1)).isEqualTo(Map.of(WEST, 0.05, CENTRAL, 0.05));
        assertThat(spec.canaryShares(2)).isEqualTo(Map.of(WEST, 0.5, CENTRAL, 0.5, EAST, 0.5));
    }

    @Test
    void plansLooksForBakesHoldsWaitsAndPauses() {
        assertThat(spec().looksPlanned()).isEqualTo((3 + 5) + (4 + 5) + 2 * 6 + 8);
    }

    @Nested
    final class WhenHoldExpires {

        @Test
        void pausesAndTellsPeople() {
            var rollout = baking(spec());

            for (int look = 2; look <= 9; look++) {
                rollout.look(look, hold(1, ReasonType.UNDECIDED));
            }
            assertThat(rollout.state()).isEqualTo(RolloutState.Name.HELD);
            rollout.look(10, hold(1, ReasonType.UNDECIDED));

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.PAUSED);
            assertThat(rollout.actions())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Action.Page.class,
                            page -> assertThat(page.text()).contains("held for 5 looks"));
        }

        @Test
        void abortsWhereThePlanSaysSo() {
            var rollout = baking(spec(Mode.ENFORCE, Driver.PIPELINE, HoldExpiry.ABORT));

            rollout.look(10, hold(1, ReasonType.UNDECIDED));

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.ROLLING_BACK);
        }

        @Test
        void countsTheHoldAnewAfterAPersonResumed() {
            var rollout = baking(spec()).look(10, hold(1, ReasonType.UNDECIDED));

            rollout.tell(new ResumeRequested(10, ANA, "more traffic is coming"))
                    .look(14, hold(1, ReasonType.UNDECIDED));
            assertThat(rollout.state()).isEqualTo(RolloutState.Name.HELD);
            rollout.look(15, hold(1, ReasonType.UNDECIDED));

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.PAUSED);
        }

        @Test
        void pausesWhenAStageThatMayOpenIsNotOpened() {
            var rollout = admitted(spec()).look(1, proceed(0));

            rollout.look(6, proceed(0));
            assertThat(rollout.state()).isEqualTo(RolloutState.Name.HELD);
            rollout.look(7, proceed(0));

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.PAUSED);
        }

        @Test
        void endsWithNothingTouchedWhenStageOneNeverMayOpenAndThePlanAborts() {
            var rollout = admitted(spec(Mode.ENFORCE, Driver.PIPELINE, HoldExpiry.ABORT));

            rollout.look(6, hold(0, ReasonType.EVIDENCE));

            assertThat(rollout.rollout().state()).isEqualTo(new RolloutState.RolledBack(null));
        }
    }

    @Nested
    final class WhilePaused {

        private final RolloutFixture rollout =
                baking(spec()).tell(new PauseRequested(1, ANA, "lunch"));

        @Test
        void answersHoldWithThePersonsReason() {
            var answer = Answer.about(rollout.rollout(), 1, hold(1, ReasonType.BAKING), List.of());

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Decision.Hold.class,
                            hold ->
                                    assertThat(hold.reasons())
                                            .extracting(Reason::type)
                                            .containsExactly(
                                                    ReasonType.PAUSED, ReasonType.REQUESTED));
        }

        @Test
        void isWatchedOnAndStillAborts() {
            rollout.look(2, abort(1));

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.ROLLING_BACK);
        }

        @Test
        void doesNotPass() {
            rollout.look(5, proceed(1));

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.PAUSED);
            assertThat(rollout.rollout().course().isPassed()).isFalse();
        }

        @Test
        void takesAStageThatWasAllowedBeforeAndRestoresItWhenAborted() {
            var paused =
                    admitted(spec()).look(1, proceed(0)).tell(new PauseRequested(1, ANA, "lunch"));

            paused.tell(new StageOpenReported(1, 1, PIPELINE));
            assertThat(paused.state()).isEqualTo(RolloutState.Name.PAUSED);
            assertThat(paused.rollout().isJudged()).isTrue();
            paused.tell(new AbortRequested(2, ANA, "enough"));

            assertThat(paused.keys()).anyMatch(key -> key.endsWith(".restore.us-west.1"));
        }

        @Test
        void goesOnBakingWhenResumedInTime() {
            rollout.tell(new ResumeRequested(3, ANA, ""));

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.BAKING);
        }

        @Test
        void isHeldWhenResumedAfterTheBake() {
            rollout.tell(new ResumeRequested(5, ANA, ""));

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.HELD);
        }

        @Test
        void tellsPeopleOnceWhenThePauseLimitIsOver() {
            rollout.look(8, hold(1, ReasonType.BAKING));
            assertThat(rollout.actions()).isEmpty();

            rollout.look(9, hold(1, ReasonType.BAKING)).look(10, hold(1, ReasonType.BAKING));

            assertThat(rollout.actions()).hasSize(1);
            assertThat(rollout.state()).isEqualTo(RolloutState.Name.PAUSED);
        }

        @Test
        void isSpentWhenThePlansLooksAreUsedUp() {
            int planned = spec().looksPlanned();

            rollout.look(planned, hold(1, ReasonType.BAKING));
            assertThat(rollout.rollout().state())
                    .isInstanceOfSatisfying(
                            RolloutState.Paused.class,
                            paused -> assertThat(paused.spent()).isFalse());
            rollout.look(planned + 1, hold(1, ReasonType.BAKING));

            assertThat(rollout.rollout().state())
                    .isInstanceOfSatisfying(
                            RolloutState.Paused.class,
                            paused ->
                                    assertThat(paused.reasons())
                                            .extracting(Reason::type)
                                            .containsExactly(ReasonType.PLAN_SPENT));
            assertThat(rollout.refuses(new ResumeRequested(planned + 1, ANA, "")))
                    .contains("spent");
        }
    }

    @Test
    void touchesNothingWhenAbortedBeforeStageOneOpened() {
        var rollout = admitted(spec()).tell(new AbortRequested(0, ANA, "wrong build"));

        assertThat(rollout.rollout().state()).isEqualTo(new RolloutState.RolledBack(null));
        assertThat(rollout.actions()).noneMatch(Action.RestoreRegion.class::isInstance);
    }

    @Test
    void rollsBackAStageThatWasOrderedAndMayBeOpening() {
        var rollout =
                admitted(spec(Mode.ENFORCE, Driver.GATE, HoldExpiry.PAUSE)).look(1, proceed(0));

        rollout.tell(new AbortRequested(1, ANA, "wrong build"));

        assertThat(rollout.rollout().rollback().orElseThrow().regions())
                .containsOnlyKeys(WEST, CENTRAL);
    }

    @Test
    void rollsBackTheStageACallerMayBeOpeningToo() {
        var rollout = baking(spec()).look(5, proceed(1)).look(6, abort(1));

        assertThat(rollout.rollout().rollback().orElseThrow().regions())
                .containsOnlyKeys(WEST, CENTRAL, EAST);
    }

    @Test
    void answersThatALaterStageIsNotOpen() {
        var rollout = baking(spec());

        assertThat(Answer.about(rollout.rollout(), 2, hold(1, ReasonType.BAKING), List.of()))
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold ->
                                assertThat(hold.reasons())
                                        .extracting(Reason::type)
                                        .containsExactly(ReasonType.STAGE_NOT_OPEN));
    }
}
