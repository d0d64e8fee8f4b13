package io.portcullis.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.RolloutId;
import org.junit.jupiter.api.Test;

final class LooksBeforeTest {

    private static final Plan PLAN =
            Journey.plan(
                    Mode.ENFORCE,
                    Driver.PIPELINE,
                    Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL));

    private final Journey journey = new Journey(21);

    @Test
    void looksWithoutEvidenceAreNoLooksBefore() {
        RolloutId id = journey.start(Journey.request(PLAN)).rollout().spec().id();

        for (int look = 0; look < 40; look++) {
            journey.silentLook(id);
        }
        journey.ownerDies();
        journey.silentLook(id);
        isHeldForEvidence(id);

        for (int look = 0; look < 30; look++) {
            journey.look(id);
        }
        isHeldForEvidence(id);

        journey.look(id);
        assertThat(journey.decide(id, 0).decision()).isInstanceOf(Decision.Proceed.class);
    }

    @Test
    void waitingSurvivesItsOwner() {
        RolloutId id = journey.start(Journey.request(PLAN)).rollout().spec().id();

        for (int look = 0; look < 30; look++) {
            journey.look(id);
            journey.silentLook(id);
            journey.ownerDies();
        }

        journey.look(id);
        assertThat(journey.decide(id, 0).decision()).isInstanceOf(Decision.Proceed.class);
    }

    private void isHeldForEvidence(RolloutId id) {
        assertThat(journey.decide(id, 0).decision())
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold ->
                                assertThat(hold.reasons())
                                        .extracting(Reason::type)
                                        .contains(ReasonType.EVIDENCE));
    }
}
