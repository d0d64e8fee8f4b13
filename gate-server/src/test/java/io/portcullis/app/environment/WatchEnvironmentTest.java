package io.portcullis.app.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.health.EnvironmentLimits;
import io.portcullis.kernel.environment.standing.Standing;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.store.EnvironmentCommit;
import io.portcullis.port.store.IncidentStore.Scope;
import io.portcullis.testing.InMemoryEnvironmentStore;
import io.portcullis.testing.InMemoryIncidentStore;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WatchEnvironmentTest {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Subject BROKER =
            new Subject(Subject.Kind.DEPENDENCY, "rabbitmq", null, new Region("eu-west"));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T10:00:00Z"));
    private final InMemoryIncidentStore incidents = new InMemoryIncidentStore();
    private final InMemoryEnvironmentStore store = new InMemoryEnvironmentStore(incidents);
    private final List<String> told = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Condition condition = Condition.FIT;
    private boolean diesTelling;
    private boolean failsTelling;

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private WatchEnvironment owner(EnvironmentSource... sources) {
        return owner(LOOK, sources);
    }

    private WatchEnvironment owner(Duration look, EnvironmentSource... sources) {
        return new WatchEnvironment(
                new WatchEnvironment.Parts(
                        List.of(sources),
                        store,
                        EnvironmentLimits.DEFAULT,
                        store.actions(),
                        (_, _, urgency, text) -> tell(urgency + " " + text),
                        threads),
                look,
                clock);
    }

    private void tell(String text) {
        if (diesTelling) {
            throw new OutOfMemoryError("the process dies");
        }
        if (failsTelling) {
            throw new IllegalStateException("nobody is there");
        }
        told.add(text);
    }

    private EnvironmentSource pack() {
        return source(
                "pack",
                now -> List.of(new Observation(BROKER, rule(), condition, "pack", now, "broker")));
    }

    private static EnvironmentSource source(
            String name, Function<Instant, List<Observation>> observe) {
        return new EnvironmentSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Observation> observe(Instant now) {
                return observe.apply(now);
            }
        };
    }

    private void look(WatchEnvironment owner) throws InterruptedException {
        clock.advance(Duration.ofSeconds(10));
        owner.look();
    }

    private Map<Subject, Standing> standings() {
        return store.load().health().standings().stream()
                .collect(Collectors.toMap(Standing::subject, Function.identity()));
    }

    private static Subject ofSource(String name) {
        return new Subject(Subject.Kind.ABSENCE, "source " + name, null, null);
    }

    @Test
    void opensFollowsAndClosesAnIncidentWithoutAnyRollout() throws Exception {
        var owner = owner(pack());
        condition = Condition.UNFIT;
        look(owner);
        look(owner);
        var open = incidents.list(null, Scope.OPEN, "", 10).items();
        condition = Condition.FIT;
        look(owner);
        look(owner);

        assertThat(open).hasSize(1);
        assertThat(incidents.list(null, Scope.OPEN, "", 10).items()).isEmpty();
        assertThat(told)
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("CRITICAL OPENED"),
                        it -> assertThat(it).startsWith("NOTICE LEFT"),
                        it -> assertThat(it).startsWith("NOTICE RESOLVED"));
    }

    @Test
    void anotherOwnerGoesOnWhereTheLastOneEnded() throws Exception {
        condition = Condition.UNFIT;
        look(owner(pack()));
        look(owner(pack()));
        look(owner(pack()));

        var open = incidents.list(null, Scope.OPEN, "", 10).items();

        assertThat(open).hasSize(1);
        assertThat(((EnvironmentIncident) open.getFirst()).fault().startedAt())
                .isEqualTo("2026-03-02T10:00:10Z");
    }

    @Test
    void slowSourceDelaysNobodyAndIsUnknown() throws Exception {
        var answer = new CountDownLatch(1);
        var asked = new AtomicInteger();
        var slow =
                source(
                        "slow",
                        _ -> {
                            asked.incrementAndGet();
                            await(answer);
                            return List.of();
                        });
        var owner = owner(slow, pack());

        look(owner);
        look(owner);

        assertThat(standings().get(BROKER).condition()).isEqualTo(Condition.FIT);
        assertThat(standings().get(ofSource("slow")).condition()).isEqualTo(Condition.UNKNOWN);
        assertThat(asked).hasValue(1);
        answer.countDown();
    }

    @Test
    void lateAnswerEntersALaterLook() throws Exception {
        var answer = new CountDownLatch(1);
        var slow =
                source(
                        "slow",
                        now -> {
                            await(answer);
                            return List.of(
                                    new Observation(
                                            BROKER, rule(), Condition.FIT, "pack", now, "broker"));
                        });
        var owner = owner(slow);
        look(owner);
        var before = standings();
        answer.countDown();
        for (int i = 0; i < 50 && !standings().containsKey(BROKER); i++) {
            owner.look();
        }

        assertThat(before).doesNotContainKey(BROKER);
        assertThat(standings()).containsKey(BROKER);
    }

    @Test
    void throwingSourceIsUnknownAndTheOthersAreHeard() throws Exception {
        var broken =
                source(
                        "broken",
                        _ -> {
                            throw new IllegalStateException("no");
                        });

        look(owner(broken, pack()));

        assertThat(standings().get(ofSource("broken")).condition()).isEqualTo(Condition.UNKNOWN);
        assertThat(standings().get(ofSource("broken")).text()).contains("no");
        assertThat(standings().get(ofSource("pack")).condition()).isEqualTo(Condition.FIT);
        assertThat(standings().get(BROKER).condition()).isEqualTo(Condition.FIT);
    }

    @Test
    void whatADyingOwnerDidNotTellIsToldByTheNext() throws Exception {
        var dying = owner(pack());
        condition = Condition.UNFIT;
        look(dying);
        diesTelling = true;
        assertThatThrownBy(() -> look(dying)).isInstanceOf(OutOfMemoryError.class);
        diesTelling = false;

        look(owner(pack()));

        assertThat(told)
                .containsExactly("CRITICAL OPENED: DEPENDENCY rabbitmq unfit in [eu-west] broker");
    }

    @Test
    void whoCouldNotBeToldIsToldAtALaterLookAndOnce() throws Exception {
        var owner = owner(pack());
        condition = Condition.UNFIT;
        look(owner);
        failsTelling = true;
        look(owner);
        failsTelling = false;
        clock.advance(Duration.ofMinutes(1));

        look(owner);
        look(owner);

        assertThat(told)
                .containsExactly("CRITICAL OPENED: DEPENDENCY rabbitmq unfit in [eu-west] broker");
    }

    @Test
    void lookThatLosesARaceIsMadeOnWhatWonIt() throws Exception {
        var first = new AtomicInteger();
        var racing =
                source(
                        "racing",
                        now -> {
                            if (first.getAndIncrement() == 0) {
                                var stored = store.load();
                                store.commit(
                                        new EnvironmentCommit(
                                                stored.revision(),
                                                stored.health(),
                                                List.of(),
                                                List.of()));
                            }
                            return List.of(
                                    new Observation(
                                            BROKER, rule(), Condition.FIT, "pack", now, "broker"));
                        });

        look(owner(racing));

        assertThat(store.load().revision()).isEqualTo(2);
        assertThat(standings()).containsKey(BROKER);
    }

    @Test
    void goesOnAfterAFailedLookUntilItIsNotOwnedAnyMore() throws Exception {
        var looks = new AtomicInteger();
        var pauses = new AtomicInteger();
        var owner =
                owner(
                        source(
                                "away",
                                _ -> {
                                    if (looks.getAndIncrement() == 0) {
                                        throw new StoreUnavailable(
                                                "away", new IllegalStateException());
                                    }
                                    return List.of();
                                }));

        owner.watch(
                () -> pauses.get() < 3,
                time -> {
                    pauses.incrementAndGet();
                    clock.advance(LOOK);
                });

        assertThat(looks).hasValue(3);
        assertThat(store.load().health().standings()).hasSize(1);
    }

    @Test
    void longLooksAreNoPauses() throws Exception {
        var look = Duration.ofMinutes(10);
        var owner = owner(look, source("mesh", now -> List.of(slowlyTold(now))));
        condition = Condition.UNFIT;
        lookAfter(look, owner);
        lookAfter(look, owner);
        var entered = standings().get(BROKER).condition();
        condition = Condition.FIT;
        lookAfter(look, owner);
        lookAfter(look, owner);
        var leaving = standings().get(BROKER).condition();
        lookAfter(look, owner);

        assertThat(entered).isEqualTo(Condition.UNFIT);
        assertThat(leaving).isEqualTo(Condition.UNFIT);
        assertThat(standings().get(BROKER).conditionAt(clock.instant().plus(look)))
                .isEqualTo(Condition.FIT);
    }

    @Test
    void oneLookThatIsMissedIsNotForgetting() throws Exception {
        var look = Duration.ofMinutes(10);
        var owner = owner(look, source("mesh", now -> List.of(slowlyTold(now))));
        condition = Condition.UNFIT;
        lookAfter(look, owner);
        lookAfter(look, owner);
        condition = Condition.FIT;
        lookAfter(look, owner(look));
        lookAfter(look, owner);

        assertThat(standings().get(BROKER).condition()).isEqualTo(Condition.UNFIT);
    }

    private Observation slowlyTold(Instant now) {
        var slow = new Rule(Effect.HOLD, 2, 3, Duration.ofSeconds(30), 1, Duration.ofMinutes(2));
        return new Observation(BROKER, slow, condition, "mesh", now, "broker");
    }

    private void lookAfter(Duration time, WatchEnvironment owner) throws InterruptedException {
        clock.advance(time);
        owner.look();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Rule rule() {
        return new Rule(Effect.HOLD, 2, 1, Duration.ofSeconds(60), 0.5, Duration.ofSeconds(10));
    }
}
