package io.portcullis.kernel.decision;

import static io.portcullis.kernel.environment.Condition.FIT;
import static io.portcullis.kernel.environment.Condition.UNFIT;
import static io.portcullis.kernel.environment.Condition.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.Subject.Kind;
import io.portcullis.kernel.environment.fault.Faults;
import io.portcullis.kernel.environment.freeze.PersonsFreeze;
import io.portcullis.kernel.environment.health.EnvironmentLimits;
import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.kernel.environment.health.EnvironmentStep;
import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.kernel.environment.health.UntouchedPolicy;
import io.portcullis.kernel.environment.health.WatchedRollout;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the standing health of the world makes of a rollout that would otherwise go on. */
final class EnvironmentDecisionTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final ServiceName MEDIA = new ServiceName("media");
    private static final ServiceName OTHER = new ServiceName("other");
    private static final Region WEST = new Region("us-west");
    private static final Region EAST = new Region("us-east");
    private static final Region FAR = new Region("ap-far");

    private final List<PersonsFreeze> freezes = new ArrayList<>();
    private EnvironmentPolicy policy = EnvironmentPolicy.DEFAULT;
    private StandingHealth health = StandingHealth.NONE;
    private Instant now = START;
    private int stage = 1;
    private @Nullable Instant openedAt = START;

    private void see(Condition condition, Effect effect, Subject subject) {
        var rule = new Rule(effect, 1, 1, Duration.ofSeconds(60), 0.5, Duration.ofMinutes(5));
        now = now.plusSeconds(10);
        var seen = new Observation(subject, rule, condition, "vantage", now, "it says so");
        health = EnvironmentStep.of(health, List.of(seen), EnvironmentLimits.DEFAULT, now).health();
    }

    private Decision decide() {
        var rollout =
                new WatchedRollout(
                        MEDIA,
                        regions(WEST, EAST),
                        stage == 0 ? regions() : regions(WEST),
                        regions(stage == 0 ? WEST : EAST),
                        openedAt);
        var fitness = EnvironmentView.of(health, freezes, policy, now).of(rollout);
        var findings = new FindingsFixture().in(fitness);
        if (stage == 0) {
            findings.progress(FindingsFixture.stage(0, 0, 0, 360));
        }
        return Decide.at(findings.look(), Policy.DEFAULT);
    }

    private List<ReasonType> held() {
        return switch (decide()) {
            case Decision.Hold(_, var reasons) -> reasons.stream().map(Reason::type).toList();
            case Decision.Proceed proceed -> throw new AssertionError(proceed);
            case Decision.Abort abort -> throw new AssertionError(abort);
        };
    }

    private void assertGoesOn() {
        assertThat(decide()).isInstanceOf(Decision.Proceed.class);
    }

    private void beforeTheStart() {
        stage = 0;
        openedAt = null;
    }

    @Test
    void goesOnInAFitWorld() {
        see(FIT, Effect.HOLD, broker(WEST));

        assertGoesOn();
    }

    @Nested
    final class AnUnhealthyDependency {

        @Test
        void holdsARolloutInFlightAndFreezesIt() {
            see(UNFIT, Effect.HOLD, broker(WEST));

            assertThat(held()).containsExactly(ReasonType.ENVIRONMENT, ReasonType.FREEZE);
        }

        @Test
        void isNamedWithPlaceSubjectAndTime() {
            see(UNFIT, Effect.HOLD, broker(WEST));

            var reason = ((Decision.Hold) decide()).reasons().getFirst();

            assertThat(reason.place()).isEqualTo(WEST);
            assertThat(reason.details())
                    .containsEntry("subject", "DEPENDENCY/rabbitmq")
                    .containsEntry("since", "2026-03-02T10:00:10Z");
            assertThat(reason.text())
                    .isEqualTo(
                            "DEPENDENCY rabbitmq at us-west is unfit since 2026-03-02T10:00:10Z: it"
                                    + " says so. Waits until it is fit again.");
        }

        @Test
        void stopsStartsToo() {
            beforeTheStart();
            see(UNFIT, Effect.HOLD, broker(WEST));

            assertThat(held()).containsExactly(ReasonType.ENVIRONMENT, ReasonType.FREEZE);
        }

        @Test
        void isNoReasonToAbort() {
            see(UNFIT, Effect.HOLD, broker(null));

            assertThat(decide()).isInstanceOf(Decision.Hold.class);
        }

        @Test
        void freezesForAWhileAfterItIsFitAgain() {
            see(UNFIT, Effect.HOLD, broker(WEST));
            see(FIT, Effect.HOLD, broker(WEST));
            var gone = held();
            now = now.plus(EnvironmentLimits.DEFAULT.thawAfter());
            see(FIT, Effect.HOLD, broker(WEST));

            assertThat(gone).containsExactly(ReasonType.FREEZE);
            assertGoesOn();
        }

        @Test
        void thatIsUnknownHolds() {
            see(UNKNOWN, Effect.HOLD, broker(WEST));

            assertThat(held()).containsExactly(ReasonType.EVIDENCE);
        }

        @Test
        void ofWhichNothingFreshIsKnownHolds() {
            see(FIT, Effect.HOLD, broker(WEST));
            now = now.plusSeconds(61);

            assertThat(held()).containsExactly(ReasonType.EVIDENCE);
        }

        @Test
        void ofAnotherServiceIsNoConcern() {
            see(UNFIT, Effect.HOLD, new Subject(Kind.DEPENDENCY, "redis", OTHER, WEST));

            assertGoesOn();
        }

        @Test
        void whereTheServiceIsNotIsNoConcern() {
            see(UNFIT, Effect.HOLD, broker(FAR));

            assertGoesOn();
        }

        @Test
        void acceptedByAPersonStopsNothing() {
            see(UNFIT, Effect.HOLD, broker(WEST));
            health =
                    new StandingHealth(
                            now,
                            health.standings(),
                            List.of(
                                    Faults.accepted(
                                            health.faults().getFirst(), "ada", "known", now)));

            assertGoesOn();
        }

        @Test
        void thatIsOnlyRecordedStopsNothing() {
            see(UNFIT, Effect.RECORD, broker(WEST));

            assertGoesOn();
            assertThat(health.faults()).hasSize(1);
        }

        @Test
        void thatMayNotBeStartedOnLetsRolloutsInFlightGoOn() {
            see(UNFIT, Effect.NO_START, broker(WEST));
            assertGoesOn();

            beforeTheStart();
            assertThat(held()).containsExactly(ReasonType.ENVIRONMENT, ReasonType.FREEZE);
        }
    }

    @Nested
    final class AFaultInAnUntouchedRegion {

        @Test
        void holdsByDefault() {
            beforeTheStart();
            see(UNFIT, Effect.HOLD, broker(EAST));

            assertThat(held()).containsExactly(ReasonType.ENVIRONMENT);
        }

        @Test
        void letsGoOnWherePolicySaysSo() {
            policy =
                    new EnvironmentPolicy(
                            EnvironmentLimits.DEFAULT,
                            UntouchedPolicy.GO_ON,
                            new TreeSet<>(),
                            List.of(),
                            Map.of());
            beforeTheStart();
            see(UNFIT, Effect.ABORT, broker(EAST));

            assertGoesOn();
        }

        @Test
        void neverAborts() {
            see(UNFIT, Effect.ABORT, broker(EAST));

            assertThat(decide()).isInstanceOf(Decision.Hold.class);
        }
    }

    @Nested
    final class AnAbortInput {

        private final Subject alert = new Subject(Kind.ALERT, "HighErrors", MEDIA, WEST);

        @Test
        void abortsWhenItComesWithTheNewVersionTakingPart() {
            see(UNFIT, Effect.ABORT, alert);

            assertThat(decide())
                    .isInstanceOfSatisfying(
                            Decision.Abort.class,
                            abort -> {
                                assertThat(abort.reasons().getFirst().type())
                                        .isEqualTo(ReasonType.RELEASE);
                                assertThat(abort.reasons().getFirst().text())
                                        .contains("set to abort");
                            });
        }

        @Test
        void onlyHoldsWhenItWasThereBefore() {
            see(UNFIT, Effect.ABORT, alert);
            openedAt = now.plusSeconds(1);
            see(UNFIT, Effect.ABORT, alert);

            assertThat(held()).contains(ReasonType.ENVIRONMENT);
        }

        @Test
        void stopsAStartWithoutAborting() {
            beforeTheStart();
            see(UNFIT, Effect.ABORT, alert);

            assertThat(held()).contains(ReasonType.ENVIRONMENT);
        }

        @Test
        void ofTheGraphIsAStructuralReason() {
            see(UNFIT, Effect.ABORT, new Subject(Kind.STRUCTURE, "I2", MEDIA, WEST));

            assertThat(((Decision.Abort) decide()).reasons().getFirst().type())
                    .isEqualTo(ReasonType.STRUCTURE);
        }
    }

    @Nested
    final class EndToEndProbes {

        private final Subject probe = new Subject(Kind.PROBE, "live", MEDIA, null);

        @Test
        void thatAreRequiredAndUnheardOfStopAStart() {
            require(MEDIA);
            beforeTheStart();

            assertThat(held()).containsExactly(ReasonType.EVIDENCE);
        }

        @Test
        void ofAnotherServiceAreNotEnough() {
            require(MEDIA);
            beforeTheStart();
            see(FIT, Effect.HOLD, new Subject(Kind.PROBE, "live", OTHER, null));

            assertThat(held()).containsExactly(ReasonType.EVIDENCE);
        }

        @Test
        void letStartWhenFreshAndFit() {
            require(MEDIA);
            beforeTheStart();
            see(FIT, Effect.NO_START, probe);

            assertGoesOn();
        }

        @Test
        void stopAStartOnceStaleEvenIfNobodyRequiresThem() {
            beforeTheStart();
            see(FIT, Effect.RECORD, probe);
            now = now.plusSeconds(61);

            assertThat(held()).containsExactly(ReasonType.EVIDENCE);
        }

        @Test
        void letServicesWithoutAnyStart() {
            require(OTHER);
            beforeTheStart();

            assertGoesOn();
        }

        private void require(ServiceName service) {
            policy =
                    new EnvironmentPolicy(
                            EnvironmentLimits.DEFAULT,
                            UntouchedPolicy.HOLD,
                            new TreeSet<>(Set.of(service)),
                            List.of(),
                            Map.of());
        }
    }

    private static Subject broker(@Nullable Place place) {
        return new Subject(Kind.DEPENDENCY, "rabbitmq", null, place);
    }

    private static SortedSet<Region> regions(Region... regions) {
        return new TreeSet<>(Set.of(regions));
    }
}
