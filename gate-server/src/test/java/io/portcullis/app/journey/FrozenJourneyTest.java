package io.portcullis.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.freeze.FreezeId;
import io.portcullis.kernel.environment.freeze.PersonsFreeze;
import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.kernel.environment.health.EnvironmentStep;
import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FrozenJourneyTest {

    private static final Plan TWO_STAGES =
            Journey.plan(
                    Mode.ENFORCE,
                    Driver.PIPELINE,
                    Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL),
                    Journey.stage("all", 0.5));

    private final Journey journey = new Journey(2);

    @Test
    void nothingStartsInAFreezeAndAThawLetsItStart() {
        frozen();
        journey.traffic(60);
        RolloutId id = journey.start(Journey.request(TWO_STAGES)).rollout().spec().id();
        for (int look = 0; look < 5; look++) {
            journey.look(id);
        }
        var held = journey.decide(id, 0).decision();
        thawed();
        journey.look(id);

        assertThat(types(held)).containsExactly(ReasonType.FREEZE);
        assertThat(journey.decide(id, 0).decision()).isInstanceOf(Decision.Proceed.class);
    }

    @Test
    void passNotYetUsedIsNotUsedDuringAFreeze() {
        RolloutId id = journey.opened(TWO_STAGES);
        journey.lookUntil(id, RolloutState.Name.HELD, 90);
        var passed = journey.decide(id, 1).decision();
        frozen();
        var frozen = journey.decide(id, 1).decision();
        var earlier = journey.decide(id, 0).decision();
        thawed();

        assertThat(passed).isInstanceOf(Decision.Proceed.class);
        assertThat(types(frozen)).containsExactly(ReasonType.FREEZE);
        assertThat(earlier).isInstanceOf(Decision.Proceed.class);
        assertThat(journey.decide(id, 1).decision()).isEqualTo(passed);
    }

    @Test
    void rollbackGoesOnInAFreeze() {
        RolloutId id = journey.opened(TWO_STAGES);
        frozen();
        journey.world.mixedLinksFail(0.3);
        journey.lookUntil(id, RolloutState.Name.VERIFYING, 40);

        assertThat(journey.control.restores()).isNotEmpty();
    }

    @Test
    void rolloutInFlightHoldsOnASickDependency() {
        RolloutId id = journey.opened(TWO_STAGES);
        journey.under(now ->
                EnvironmentView.of(
                        sick(now, Effect.HOLD), List.of(), EnvironmentPolicy.DEFAULT, now));
        for (int look = 0; look < 60; look++) {
            journey.look(id);
        }

        assertThat(types(journey.decide(id, 1).decision()))
                .contains(ReasonType.ENVIRONMENT, ReasonType.FREEZE);
    }

    @Test
    void alertSetToAbortRollsBack() {
        RolloutId id = journey.opened(TWO_STAGES);
        journey.look(id);
        journey.look(id);
        journey.under(now ->
                EnvironmentView.of(
                        sick(now, Effect.ABORT), List.of(), EnvironmentPolicy.DEFAULT, now));
        var aborted = journey.lookUntil(id, RolloutState.Name.VERIFYING, 10);

        var incident = journey.store.incidents().find(id).orElseThrow();
        assertThat(aborted.course().abort()).isNotNull();
        assertThat(incident.evidence().getFirst().text()).contains("broker is down");
    }

    private void frozen() {
        journey.under(now ->
                EnvironmentView.of(
                        StandingHealth.NONE,
                        List.of(
                                new PersonsFreeze(
                                        new FreezeId(new UUID(0, 1)),
                                        new TreeSet<>(),
                                        new TreeSet<>(),
                                        "cup final",
                                        "ada",
                                        now.minusSeconds(1),
                                        now.plusSeconds(600),
                                        null)),
                        EnvironmentPolicy.DEFAULT,
                        now));
    }

    private void thawed() {
        journey.under(_ -> EnvironmentView.NOTHING_WATCHED);
    }

    private static StandingHealth sick(Instant now, Effect effect) {
        var rule = new Rule(effect, 1, 1, Duration.ofMinutes(1), 0.5, Duration.ofMinutes(5));
        var broker = new Subject(Subject.Kind.DEPENDENCY, "rabbitmq", null, TestWorld.US_WEST);
        var seen = new Observation(broker, rule, Condition.UNFIT, "pack", now, "broker is down");
        return EnvironmentStep.of(
                        StandingHealth.NONE, List.of(seen), EnvironmentPolicy.DEFAULT.limits(), now)
                .health();
    }

    private static List<ReasonType> types(Decision decision) {
        return switch (decision) {
            case Decision.Hold(_, var reasons) -> reasons.stream().map(Reason::type).toList();
            case Decision.Proceed proceed -> throw new AssertionError(proceed);
            case Decision.Abort abort -> throw new AssertionError(abort);
        };
    }
}
