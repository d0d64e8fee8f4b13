package io.portcullis.app.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.NewIds;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.Services;
import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.freeze.Freeze;
import io.portcullis.kernel.environment.health.EnvironmentLimits;
import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.kernel.environment.health.EnvironmentStep;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.store.EnvironmentCommit;
import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.testing.InMemoryEnvironmentStore;
import io.portcullis.testing.InMemoryIncidentStore;
import io.portcullis.testing.RandomValues;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FreezeRolloutsTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final Region EU = new Region("eu-west");
    private static final ServiceName MEDIA = new ServiceName("media");

    private final SettableClock clock = new SettableClock(START);
    private final InMemoryEnvironmentStore store =
            new InMemoryEnvironmentStore(new InMemoryIncidentStore());
    private final Services services =
            Services.of(
                    List.of(
                            new ServiceDefinition(
                                    MEDIA,
                                    new TreeSet<>(Set.of(EU)),
                                    new TreeSet<>(),
                                    new RandomValues(1).of(ServiceDefinition.class).signals())));
    private final FreezeRollouts freezes =
            new FreezeRollouts(store, services, new NewIds(clock, new Random(1)), clock);
    private final ReadEnvironment environment =
            new ReadEnvironment(store, EnvironmentPolicy.DEFAULT, services, clock);

    private FreezeRollouts.Wanted wanted(
            ServiceName service, Region region, @Nullable Instant from, Instant until) {
        return new FreezeRollouts.Wanted(
                new TreeSet<>(Set.of(service)),
                new TreeSet<>(Set.of(region)),
                "cup final",
                "ada",
                from,
                until);
    }

    @Test
    void freezeStopsStartsFromNowToItsEnd() {
        var freeze = freezes.start(wanted(MEDIA, EU, null, START.plusSeconds(60)));
        var frozen = environment.againstStarting(MEDIA, environment.now());
        clock.advance(Duration.ofSeconds(60));

        assertThat(freeze.since()).isEqualTo(START);
        assertThat(frozen).hasSize(1);
        assertThat(frozen.getFirst().text()).contains("cup final").contains("ada");
        assertThat(environment.againstStarting(MEDIA, environment.now())).isEmpty();
    }

    @Test
    void freezeToComeStopsNothingYet() {
        freezes.start(wanted(MEDIA, EU, START.plusSeconds(60), START.plusSeconds(120)));

        var before = environment.now().freezes();
        clock.advance(Duration.ofSeconds(60));

        assertThat(before).isEmpty();
        assertThat(environment.now().freezes()).hasSize(1);
    }

    @Test
    void endedFreezeStopsNothingAndSaysWhoEndedIt() {
        var freeze = freezes.start(wanted(MEDIA, EU, null, START.plusSeconds(60)));

        var ended = freezes.end(freeze.id(), "bob", "won");

        assertThat(environment.now().freezes()).isEmpty();
        assertThat(ended.ended()).isNotNull();
        assertThat(freezes.end(freeze.id(), "eve", "late")).isEqualTo(ended);
        assertThat(freezes.list("", 0).items()).containsExactly(ended);
    }

    @Test
    void unknownServiceRegionAndTimeAreRefused() {
        var until = START.plusSeconds(60);

        assertRefused(wanted(new ServiceName("nobody"), EU, null, until));
        assertRefused(wanted(MEDIA, new Region("nowhere"), null, until));
        assertRefused(wanted(MEDIA, EU, null, START));
        assertRefused(wanted(MEDIA, EU, null, START.plus(Duration.ofDays(93))));
        assertRefused(wanted(MEDIA, EU, until, until));
    }

    @Test
    void moreFreezesThanCanBeLookedAtAreRefusedUntilOneIsEnded() {
        var until = START.plusSeconds(60);
        var first = freezes.start(wanted(MEDIA, EU, null, until));
        for (int started = 1; started < EnvironmentStore.IN_FORCE_MAX; started++) {
            freezes.start(wanted(MEDIA, EU, null, until));
        }

        assertThatThrownBy(() -> freezes.start(wanted(MEDIA, EU, null, until)))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        e -> assertThat(e.why()).isInstanceOf(RequestRefused.Why.OverLimit.class))
                .hasMessage(
                        "freezes in force or to come is at its bound of 1000; "
                                + "end some that are not needed, then try again.");
        assertThat(environment.now().freezes()).hasSize(EnvironmentStore.IN_FORCE_MAX);
        freezes.end(first.id(), "bob", "won");
        freezes.start(wanted(MEDIA, EU, null, until));
    }

    @Test
    void personThawsTheGatesOwnFreezeUntilItGetsWorse() {
        see(EU);
        Freeze frozen = environment.now().freezes().getFirst();
        var fault = store.load().health().faults().getFirst();

        freezes.accept(fault.id().value(), "ada", "known and harmless");
        var thawed = environment.now().freezes();
        see(EU);
        var still = environment.now().freezes();
        see(EU, new Region("us-east"));

        assertThat(frozen.origin()).isEqualTo(Freeze.Origin.AUTOMATIC);
        assertThat(FreezeRollouts.nameOf(fault)).isEqualTo(frozen.name());
        assertThat(thawed).isEmpty();
        assertThat(still).isEmpty();
        assertThat(environment.now().freezes()).hasSize(1);
    }

    @Test
    void freezeThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> freezes.accept(new UUID(1, 2), "ada", "why"))
                .isInstanceOf(RequestRefused.class);
    }

    private void see(Region... regions) {
        clock.advance(Duration.ofSeconds(10));
        var rule = new Rule(Effect.HOLD, 1, 1, Duration.ofMinutes(1), 0.5, Duration.ofMinutes(5));
        var stored = store.load();
        var seen =
                List.of(regions).stream()
                        .map(region ->
                                new Observation(
                                        new Subject(Subject.Kind.DEPENDENCY, "redis", null, region),
                                        rule,
                                        Condition.UNFIT,
                                        "pack",
                                        clock.instant(),
                                        "down"))
                        .toList();
        var step =
                EnvironmentStep.of(
                        stored.health(), seen, EnvironmentLimits.DEFAULT, clock.instant());
        store.commit(new EnvironmentCommit(stored.revision(), step.health(), List.of(), List.of()));
    }

    private void assertRefused(FreezeRollouts.Wanted wanted) {
        assertThatThrownBy(() -> freezes.start(wanted)).isInstanceOf(RequestRefused.class);
    }
}
