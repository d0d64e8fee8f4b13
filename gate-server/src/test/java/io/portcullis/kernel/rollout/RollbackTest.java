package io.portcullis.kernel.rollout;

import static io.portcullis.kernel.rollout.RolloutFixture.ANA;
import static io.portcullis.kernel.rollout.RolloutFixture.CENTRAL;
import static io.portcullis.kernel.rollout.RolloutFixture.CONTROL;
import static io.portcullis.kernel.rollout.RolloutFixture.EAST;
import static io.portcullis.kernel.rollout.RolloutFixture.WEST;
import static io.portcullis.kernel.rollout.RolloutFixture.abort;
import static io.portcullis.kernel.rollout.RolloutFixture.baking;
import static io.portcullis.kernel.rollout.RolloutFixture.draining;
import static io.portcullis.kernel.rollout.RolloutFixture.onlyOld;
import static io.portcullis.kernel.rollout.RolloutFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.Census.VersionCount;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.HoldExpiry;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.RolloutInput.AbortRequested;
import io.portcullis.kernel.rollout.RolloutInput.CloseRequested;
import io.portcullis.kernel.rollout.RolloutInput.Failure;
import io.portcullis.kernel.rollout.RolloutInput.RecoveryGaveUp;
import io.portcullis.kernel.rollout.RolloutInput.RegionRecovered;
import io.portcullis.kernel.rollout.RolloutInput.RestoreApplied;
import io.portcullis.kernel.rollout.RolloutInput.RestoreFailed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The way back, region by region. */
final class RollbackTest {

    private static final Duration DEADLINE = Plan.RESTORE_DEADLINE_DEFAULT;

    private final RolloutFixture rollout = baking(spec()).look(5, abort(1));

    @Test
    void ordersTheRestoreOfEachTouchedRegionOnce() {
        var id = spec().id().resourceName();

        assertThat(rollout.state()).isEqualTo(RolloutState.Name.ROLLING_BACK);
        assertThat(rollout.keys())
                .contains(id + ".restore.eu-central.1", id + ".restore.us-west.1")
                .noneMatch(key -> key.contains(EAST.name()));
    }

    @Test
    void verifiesWhenEveryRestoreIsApplied() {
        rollout.restored(WEST);
        assertThat(rollout.state()).isEqualTo(RolloutState.Name.ROLLING_BACK);

        rollout.restored(CENTRAL);

        assertThat(rollout.state()).isEqualTo(RolloutState.Name.VERIFYING);
        assertThat(rollout.keys()).anyMatch(key -> key.endsWith(".census.us-west.1"));
    }

    @Test
    void isRolledBackWhenEachRegionIsAloneAndRecovered() {
        rollout.restored(WEST, CENTRAL).counted(WEST, onlyOld()).recovered(WEST);
        rollout.counted(CENTRAL, draining());
        assertThat(rollout.state()).isEqualTo(RolloutState.Name.VERIFYING);
        assertThat(rollout.rollout().rollback().orElseThrow().regionsNotBack())
                .containsExactly(CENTRAL);

        rollout.counted(CENTRAL, onlyOld()).recovered(CENTRAL);

        assertThat(rollout.state()).isEqualTo(RolloutState.Name.ROLLED_BACK);
    }

    @Test
    void doesNotCallARegionBackWhileAnOldServerDrains() {
        rollout.restored(WEST, CENTRAL).counted(WEST, draining());

        assertThat(rollout.refuses(new RegionRecovered(WEST, 40))).contains("not alone");
    }

    @Test
    void doesNotCallARegionBackThatRunsNoServer() {
        var nobody = new Census(Census.Origin.CONTROL, List.of(new VersionCount("1.5.1", 0, 0)));

        rollout.restored(WEST, CENTRAL).counted(WEST, nobody);

        assertThat(rollout.rollout().rollback().orElseThrow().regionsAlone()).isEmpty();
    }

    @Test
    void forgetsRecoveryWhenTheNewVersionComesBack() {
        rollout.restored(WEST, CENTRAL).counted(WEST, onlyOld()).recovered(WEST);

        rollout.counted(WEST, draining());

        assertThat(rollout.rollout().rollback().orElseThrow().regionsNotBack())
                .containsExactly(CENTRAL, WEST);
    }

    @Test
    void countsOnlyWhatRunsAfterTheRestore() {
        rollout.counted(WEST, onlyOld()).restored(WEST, CENTRAL);

        assertThat(rollout.rollout().rollback().orElseThrow().regionsAlone()).isEmpty();
    }

    @Test
    void takesRepeatedReportsAsNoNews() {
        rollout.restored(WEST, CENTRAL).counted(WEST, onlyOld());
        int before = rollout.log().size();

        rollout.restored(WEST).counted(WEST, onlyOld());

        assertThat(rollout.log()).hasSize(before);
    }

    @Test
    void logsTheSameFailureOnce() {
        var failure = new RestoreFailed(WEST, CONTROL, Failure.RETRIED, "connection refused");
        rollout.tell(failure);
        int before = rollout.log().size();

        rollout.tell(failure);

        assertThat(rollout.log()).hasSize(before);
    }

    @Test
    void tellsPeopleAtOnceWhenARestoreIsRefused() {
        int before = rollout.actions().size();

        rollout.tell(new RestoreFailed(WEST, CONTROL, Failure.REFUSED, "locked by release 7"));

        assertThat(rollout.actions().subList(before, rollout.actions().size()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Action.Page.class,
                        page -> assertThat(page.text()).contains("locked by release 7"));
    }

    @Test
    void ordersWhatWasRefusedAnewWhenAPersonAbortsAgain() {
        refuse(WEST);

        rollout.tell(new AbortRequested(50, ANA, "the lock is gone"));
        rollout.tell(new AbortRequested(50, ANA, "the lock is gone"));

        assertThat(rollout.keys()).anyMatch(key -> key.endsWith(".restore.us-west.2"));
        assertThat(rollout.keys()).noneMatch(key -> key.endsWith(".restore.us-west.3"));
        assertThat(rollout.keys()).noneMatch(key -> key.endsWith(".restore.eu-central.2"));
    }

    @Test
    void keepsARefusalApartFromAFailureOfTheSameWords() {
        rollout.tell(new RestoreFailed(WEST, CONTROL, Failure.RETRIED, "locked"));
        rollout.tell(new RestoreFailed(WEST, CONTROL, Failure.REFUSED, "locked"));

        assertThat(rollout.rollout().rollback().orElseThrow().regions().get(WEST).refused())
                .isTrue();
    }

    private void refuse(Region region) {
        rollout.tell(new RestoreFailed(region, CONTROL, Failure.REFUSED, "locked by release 7"));
    }

    @Test
    void knowsNoRestoreOfARegionItDidNotTouch() {
        assertThat(rollout.refuses(new RestoreApplied(EAST, CONTROL)))
                .contains("us-east is not being rolled back");
    }

    @Nested
    final class AfterTheDeadline {

        @Test
        void isStuckNotBefore() {
            rollout.after(DEADLINE.minusMillis(1));
            assertThat(rollout.state()).isEqualTo(RolloutState.Name.ROLLING_BACK);

            rollout.after(Duration.ofMillis(1));

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.ROLLBACK_STUCK);
        }

        @Test
        void ordersAnewWhatWasAppliedInVainAndGoesOnAsking() {
            rollout.restored(WEST, CENTRAL).counted(WEST, onlyOld()).after(DEADLINE);
            assertThat(rollout.keys()).anyMatch(key -> key.endsWith(".restore.eu-central.2"));
            assertThat(rollout.keys()).noneMatch(key -> key.endsWith(".restore.us-west.2"));

            rollout.restored(CENTRAL).after(DEADLINE);

            assertThat(rollout.keys()).anyMatch(key -> key.endsWith(".restore.eu-central.3"));
        }

        @Test
        void waitsForTheNewOrderToBeApplied() {
            rollout.restored(WEST, CENTRAL).counted(WEST, onlyOld()).after(DEADLINE);

            assertThat(rollout.rollout().rollback().orElseThrow().isApplied()).isFalse();
            rollout.counted(CENTRAL, onlyOld());
            assertThat(rollout.state()).isEqualTo(RolloutState.Name.ROLLBACK_STUCK);

            rollout.restored(CENTRAL).counted(CENTRAL, onlyOld());

            assertThat(rollout.keys()).anyMatch(key -> key.endsWith(".census.eu-central.2"));
            assertThat(rollout.state()).isEqualTo(RolloutState.Name.VERIFYING);
        }

        @Test
        void leavesWhatIsStillBeingTriedUnderItsOrder() {
            rollout.after(DEADLINE);

            assertThat(rollout.keys()).noneMatch(key -> key.endsWith(".restore.us-west.2"));
        }

        @Test
        void ordersAnewWhatWasRefused() {
            refuse(WEST);

            rollout.after(DEADLINE);
            assertThat(rollout.keys()).anyMatch(key -> key.endsWith(".restore.us-west.2"));

            refuse(WEST);
            rollout.after(DEADLINE);
            assertThat(rollout.keys()).anyMatch(key -> key.endsWith(".restore.us-west.3"));
            assertThat(rollout.keys()).noneMatch(key -> key.endsWith(".restore.eu-central.2"));
        }

        @Test
        void verifiesAgainWhenItWorksAfterAll() {
            rollout.after(DEADLINE).restored(WEST, CENTRAL).counted(WEST, onlyOld());
            assertThat(rollout.state()).isEqualTo(RolloutState.Name.ROLLBACK_STUCK);

            rollout.counted(CENTRAL, onlyOld());

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.VERIFYING);
        }

        @Test
        void doesNothingWhenTheOldVersionIsAlone() {
            rollout.restored(WEST, CENTRAL).counted(WEST, onlyOld()).counted(CENTRAL, onlyOld());

            rollout.after(DEADLINE);

            assertThat(rollout.state()).isEqualTo(RolloutState.Name.VERIFYING);
        }
    }

    @Nested
    final class WithoutRecovery {

        private RolloutFixture ineffective() {
            return rollout.restored(WEST, CENTRAL)
                    .counted(WEST, onlyOld())
                    .counted(CENTRAL, onlyOld())
                    .recovered(WEST)
                    .tell(new RecoveryGaveUp(200, List.of("track-acquire on eu-central")));
        }

        @Test
        void isIneffectiveAndSaysWhatIsStillBad() {
            assertThat(ineffective().rollout().state())
                    .isInstanceOfSatisfying(
                            RolloutState.RollbackIneffective.class,
                            state ->
                                    assertThat(state.stillBad())
                                            .containsExactly("track-acquire on eu-central"));
        }

        @Test
        void isRolledBackWhenItRecoversAfterAll() {
            assertThat(ineffective().recovered(CENTRAL).state())
                    .isEqualTo(RolloutState.Name.ROLLED_BACK);
        }

        @Test
        void isRolledBackWhenAPersonClosesIt() {
            assertThat(ineffective().tell(new CloseRequested(ANA, "day curve")).state())
                    .isEqualTo(RolloutState.Name.ROLLED_BACK);
        }

        @Test
        void doesNotGiveUpBeforeTheOldVersionIsAloneEverywhere() {
            rollout.restored(WEST, CENTRAL).counted(WEST, onlyOld());

            assertThat(rollout.refuses(new RecoveryGaveUp(200, List.of("x"))))
                    .contains("not being tested everywhere");
        }
    }

    @Test
    void doesNotTakeAPersonsWordForWhatTheGateCanSee() {
        rollout.restored(WEST, CENTRAL);

        assertThat(rollout.refuses(new CloseRequested(ANA, "looks fine")))
                .contains("ROLLBACK_INEFFECTIVE");
    }

    @Nested
    final class WhereThePlanOnlyAdvises {

        private final RolloutFixture advised =
                baking(spec(Mode.ADVISE, Driver.PIPELINE, HoldExpiry.PAUSE)).look(5, abort(1));

        @Test
        void ordersNothingAndWatchesTheCallersRollback() {
            assertThat(advised.state()).isEqualTo(RolloutState.Name.VERIFYING);
            assertThat(advised.actions()).hasOnlyElementsOfType(Action.Page.class);
        }

        @Test
        void takesTheVersionsSeenInEvidenceForTheCensus() {
            var seen = new Census(Census.Origin.EVIDENCE, List.of(new VersionCount("1.5.1", 1, 0)));

            advised.counted(WEST, seen).counted(CENTRAL, seen).recovered(WEST).recovered(CENTRAL);

            assertThat(advised.state()).isEqualTo(RolloutState.Name.ROLLED_BACK);
        }

        @Test
        void tellsPeopleAgainWhenNobodyRollsBack() {
            int before = advised.actions().size();

            advised.after(DEADLINE).after(DEADLINE);

            assertThat(advised.state()).isEqualTo(RolloutState.Name.ROLLBACK_STUCK);
            assertThat(advised.actions().subList(before, advised.actions().size()))
                    .hasSize(2)
                    .hasOnlyElementsOfType(Action.Page.class);
        }

        @Test
        void isClosedByAPersonAtAnyTime() {
            advised.after(DEADLINE).tell(new CloseRequested(ANA, "we keep it"));

            assertThat(advised.state()).isEqualTo(RolloutState.Name.ROLLED_BACK);
        }
    }
}
