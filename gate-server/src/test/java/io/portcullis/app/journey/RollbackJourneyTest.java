package io.portcullis.app.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.RequestRefused;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way back where something stands in it. */
final class RollbackJourneyTest {

    private static final Plan TWO_STAGES =
            Journey.plan(
                    Mode.ENFORCE,
                    Driver.PIPELINE,
                    Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL),
                    Journey.stage("all", 0.5));

    private static final Plan PAIR_ADVISED =
            Journey.plan(
                    Mode.ADVISE,
                    Driver.PIPELINE,
                    Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL));

    /** Fifteen minutes of looks, and one more. */
    private static final int LOOKS_TO_DEADLINE = 91;

    @Test
    void stuckRestoreIsOrderedAnewUntilItWorks() {
        var journey = new Journey(9);
        RolloutId id = journey.opened(TWO_STAGES);
        journey.world.mixedLinksFail(0.3);
        journey.control.drainsSlowly(TestWorld.EU_CENTRAL);
        journey.lookUntil(id, RolloutState.Name.VERIFYING, 40);
        journey.allOld();

        for (int look = 0; look < 3 * LOOKS_TO_DEADLINE; look++) {
            journey.look(id);
        }

        assertThat(journey.rollout(id).state().name()).isEqualTo(RolloutState.Name.ROLLBACK_STUCK);
        assertThat(restoresIn(journey, TestWorld.EU_CENTRAL))
                .contains(id.resourceName() + ".restore.eu-central.2")
                .contains(id.resourceName() + ".restore.eu-central.3");
        assertThat(openActions(journey, id)).filteredOn(key -> key.contains("census")).hasSize(2);
        journey.control.endDraining(TestWorld.EU_CENTRAL);
        assertThat(journey.lookUntil(id, RolloutState.Name.ROLLED_BACK, 60).state().name())
                .isEqualTo(RolloutState.Name.ROLLED_BACK);
        journey.look(id);
        assertThat(openActions(journey, id)).isEmpty();
    }

    @Test
    void newVersionThatComesBackDuringTheRecoveryIsSeen() {
        var journey = new Journey(10);
        RolloutId id = journey.opened(TWO_STAGES);
        journey.world.mixedLinksFail(0.3);
        journey.lookUntil(id, RolloutState.Name.VERIFYING, 40);
        journey.allOld();
        journey.look(id);
        journey.look(id);
        assertThat(journey.rollout(id).rollback().orElseThrow().isAlone()).isTrue();

        journey.control.runs(TestWorld.US_WEST, TestWorld.NEW, 10);
        journey.look(id);

        assertThat(journey.rollout(id).rollback().orElseThrow().regionsNotAlone())
                .containsExactly(TestWorld.US_WEST);
    }

    @Test
    void refusedRestoreWaitsForTheNewOrder() {
        var journey = new Journey(11);
        RolloutId id = journey.opened(TWO_STAGES);
        journey.world.mixedLinksFail(0.3);
        journey.control.refuse(TestWorld.EU_CENTRAL, "changes are frozen");
        journey.lookUntil(id, RolloutState.Name.ROLLING_BACK, 40);

        for (int look = 0; look < LOOKS_TO_DEADLINE / 2; look++) {
            journey.look(id);
        }
        assertThat(restoresIn(journey, TestWorld.EU_CENTRAL)).hasSize(1);
        assertThat(journey.pages).anyMatch(page -> page.contains("changes are frozen"));
        journey.control.mend(TestWorld.EU_CENTRAL);
        journey.allOld();
        journey.lookUntil(id, RolloutState.Name.ROLLED_BACK, LOOKS_TO_DEADLINE + 60);

        assertThat(restoresIn(journey, TestWorld.EU_CENTRAL))
                .containsExactly(
                        id.resourceName() + ".restore.eu-central.1",
                        id.resourceName() + ".restore.eu-central.2");
        assertThat(journey.rollout(id).state().name()).isEqualTo(RolloutState.Name.ROLLED_BACK);
    }

    @Test
    void missingEvidenceDoesNotUndoWhatWasSeen() {
        var journey = new Journey(12);
        RolloutId id = journey.opened(PAIR_ADVISED);
        journey.world.mixedLinksFail(0.3);
        journey.lookUntil(id, RolloutState.Name.VERIFYING, 40);
        journey.allOld();
        for (int look = 0; look < 4; look++) {
            journey.look(id);
        }
        assertThat(journey.rollout(id).rollback().orElseThrow().isAlone()).isTrue();

        for (int look = 0; look < 5; look++) {
            journey.silentLook(id);
        }

        assertThat(journey.rollout(id).rollback().orElseThrow().isAlone()).isTrue();
    }

    @Test
    void sameVersionIsRefusedWhereTheControlKnowsVersionsOnly() {
        var journey = new Journey(13);
        journey.traffic(60);

        assertThatThrownBy(() -> journey.start(Journey.configurationOnly(TWO_STAGES)))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.why().toString()).contains("version.new"));
    }

    @Test
    void configurationThatStillServesIsNotTheOldVersionAlone() {
        var journey = new Journey(14);
        journey.world.namesArms();
        journey.traffic(60);
        RolloutId id = journey.start(Journey.configurationOnly(PAIR_ADVISED)).rollout().spec().id();
        journey.look(id);
        journey.pipelineOpens(id, 1);
        journey.world.canaryShare(TestWorld.US_WEST, 0.5);
        journey.world.canaryShare(TestWorld.EU_CENTRAL, 0.5);
        journey.look(id);
        journey.personAborts(id);

        journey.look(id);

        assertThat(journey.rollout(id).rollback().orElseThrow().regionsNotAlone())
                .containsExactly(TestWorld.EU_CENTRAL, TestWorld.US_WEST);
    }

    private static List<String> restoresIn(Journey journey, Region region) {
        return journey.control.restores().stream()
                .filter(order -> order.change().region().equals(region))
                .map(order -> order.key().value())
                .toList();
    }

    private static List<String> openActions(Journey journey, RolloutId id) {
        return journey.store.actions().open(id).stream().map(open -> open.action().key()).toList();
    }
}
