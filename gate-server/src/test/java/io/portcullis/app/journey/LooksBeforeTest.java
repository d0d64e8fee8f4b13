package io.portcullis.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import org.junit.jupiter.api.Test;

final class LooksBeforeTest {

    private static final Plan PLAN =
            Journey.plan(
                    Mode.ENFORCE,
                    Driver.PIPELINE,
                    Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL));

    private static final String LATE = "request-latency above 0.1";

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

    @Test
    void aSignalWithoutHistoryGetsItsEdgesOnceThirtyLooksAreThere() {
        var timed = new Journey(22, TestWorld.TIMED_SERVICE);
        timed.traffic(60);
        RolloutId id = timed.start(Journey.request(PLAN)).rollout().spec().id();
        timed.world.timesRequests();

        for (int look = 0; look < 30; look++) {
            timed.look(id);
            assertThat(timed.decide(id, 0).decision()).isInstanceOf(Decision.Hold.class);
        }
        timed.ownerDies();
        timed.look(id);
        timed.look(id);
        assertThat(timed.decide(id, 0).decision()).isInstanceOf(Decision.Proceed.class);
        assertThat(timed.rollout(id).spec().edges().of(TestWorld.LATENCY))
                .extracting(edge -> edge.signal().value())
                .contains(LATE);

        timed.pipelineOpens(id, 1);
        timed.world.canaryShare(TestWorld.US_WEST, 0.5);
        timed.world.canaryShare(TestWorld.EU_CENTRAL, 0.5);
        timed.ownerDies();
        var rollout = timed.lookUntil(id, RolloutState.Name.SUCCEEDED, 100);

        assertThat(rollout.state().name()).isEqualTo(RolloutState.Name.SUCCEEDED);
        assertThat(rollout.course().proceeds().get(1))
                .satisfies(pass ->
                        assertThat(pass.excludes())
                                .anyMatch(text -> text.startsWith(LATE + " in us-west")));
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
