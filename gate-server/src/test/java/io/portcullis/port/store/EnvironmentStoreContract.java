package io.portcullis.port.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.freeze.FreezeId;
import io.portcullis.kernel.environment.freeze.PersonsFreeze;
import io.portcullis.kernel.environment.health.EnvironmentLimits;
import io.portcullis.kernel.environment.health.EnvironmentStep;
import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.store.IncidentStore.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link EnvironmentStore} must do, together with the incidents it fills. */
public abstract class EnvironmentStoreContract {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00.123456Z");
    private static final ServiceName MEDIA = new ServiceName("media");

    /** A store with nothing in it. */
    protected abstract EnvironmentStore store();

    /** The incidents that the last {@link #store} fills. */
    protected abstract IncidentStore incidents();

    /** The queue that the last {@link #store} fills. */
    protected abstract ActionQueue actions();

    @Test
    void holdsNothingBeforeTheFirstCommit() {
        assertThat(store().load()).isEqualTo(StoredHealth.NONE);
    }

    @Test
    void givesBackWhatWasCommitted() {
        var store = store();
        var health = unfit(MEDIA, START);

        store.commit(commit(0, health));

        assertThat(store.load()).isEqualTo(new StoredHealth(1, health));
        var incident = incidentsOf(health).getFirst();
        assertThat(incidents().find(incident.id())).contains(incident);
        assertThat(incidents().list(null, Scope.OPEN, "", 10).items()).containsExactly(incident);
    }

    @Test
    void refusesWhoeverComesSecondAndKeepsNothingOfIt() {
        var store = store();
        var first = unfit(MEDIA, START);
        var second = unfit(null, START);
        store.commit(new EnvironmentCommit(0, first, List.of(), List.of()));

        assertThatThrownBy(() -> store.commit(commit(0, second))).isInstanceOf(StaleRevision.class);

        assertThat(store.load()).isEqualTo(new StoredHealth(1, first));
        assertThat(incidents().list(null, Scope.ALL, "", 10).items()).isEmpty();
    }

    @Test
    void keepsPagesInTheirOrderUntilTheyAreTold() {
        var store = store();
        store.commit(pages(0, page("a"), page("b"), page("c")));
        var actions = actions();
        var all = actions.pagesDue(START);

        actions.done("a", "told");
        actions.attempted("b", START.plusSeconds(60), "nobody is there");
        store.commit(pages(1, page("a"), page("c")));

        assertThat(all)
                .containsExactly(
                        new QueuedPage(page("a"), 0),
                        new QueuedPage(page("b"), 0),
                        new QueuedPage(page("c"), 0));
        assertThat(actions.pagesDue(START)).containsExactly(new QueuedPage(page("c"), 0));
        assertThat(actions.pagesDue(START.plusSeconds(60)))
                .containsExactly(new QueuedPage(page("b"), 1), new QueuedPage(page("c"), 0));
        assertThat(actions.finishedDue(START)).isEmpty();
    }

    @Test
    void forgetsPagesThatWereToldLongAgo() {
        var store = store();
        var day = Duration.ofDays(1);
        var kept = Instant.now().plus(EnvironmentStore.TOLD_PAGES_KEPT);
        store.commit(pages(0, page("told"), page("waits")));
        actions().done("told", "told");

        store.commit(looked(1, kept.minus(day), page("told"), page("waits")));
        var early = actions().pagesDue(START);
        store.commit(looked(2, kept.plus(day), page("told"), page("waits")));

        assertThat(early).containsExactly(new QueuedPage(page("waits"), 0));
        assertThat(actions().pagesDue(START))
                .containsExactly(new QueuedPage(page("waits"), 0), new QueuedPage(page("told"), 0));
    }

    @Test
    void keepsNoPageOfWhoeverComesSecond() {
        var store = store();
        store.commit(pages(0));

        assertThatThrownBy(() -> store.commit(pages(0, page("a"))))
                .isInstanceOf(StaleRevision.class);

        assertThat(actions().pagesDue(START)).isEmpty();
    }

    @Test
    void replacesAnIncidentThatChanged() {
        var store = store();
        var open = unfit(MEDIA, START);
        store.commit(commit(0, open));
        var closed = EnvironmentStep.of(open, List.of(fit()), limits(), START.plusSeconds(60));

        store.commit(commit(1, closed.health()));

        assertThat(incidents().list(null, Scope.OPEN, "", 10).items()).isEmpty();
        assertThat(incidents().list(null, Scope.ALL, "", 10).items())
                .isEqualTo(incidentsOf(closed.health()));
    }

    @Test
    void listsForAServiceWhatItAndEveryServiceDependsOn() {
        var store = store();
        var own = unfit(MEDIA, START);
        var all = unfit(null, START.plusSeconds(1));
        store.commit(commit(0, own));
        store.commit(commit(1, all));

        assertThat(incidents().list(MEDIA, Scope.ALL, "", 10).items()).hasSize(2);
        assertThat(incidents().list(new ServiceName("other"), Scope.ALL, "", 10).items())
                .isEqualTo(incidentsOf(all));
    }

    @Test
    void keepsFreezesAndWhatBecameOfThem() {
        var store = store();
        var freeze = freeze(1, 3_600);
        store.add(freeze, START);
        var found = store.freeze(freeze.id());
        var inForce = store.freezesFrom(START);

        var ended = freeze.ended("bob", "over", START.plusSeconds(5));
        store.replace(ended);

        assertThat(found).contains(freeze);
        assertThat(inForce).containsExactly(freeze);
        assertThat(store.freeze(freeze.id())).contains(ended);
        assertThat(store.freezesFrom(START)).isEmpty();
        assertThat(store.freeze(new FreezeId(new UUID(0, 9)))).isEmpty();
    }

    @Test
    void forgetsNoFreezeButThoseThatAreOverAreNotInForce() {
        var store = store();
        store.add(freeze(1, 10), START);
        store.add(freeze(2, 20), START);

        assertThat(store.freezesFrom(START.plusSeconds(10))).containsExactly(freeze(2, 20));
        assertThat(store.freezes("", 10).items()).containsExactly(freeze(2, 20), freeze(1, 10));
    }

    @Test
    void takesNoMoreFreezesThanItGivesBack() {
        var store = store();
        for (int i = 1; i < EnvironmentStore.IN_FORCE_MAX; i++) {
            assertThat(store.add(freeze(i, 10), START)).isTrue();
        }
        int last = EnvironmentStore.IN_FORCE_MAX;
        boolean bound = store.add(freeze(last, 20), START);
        boolean over = store.add(freeze(last + 1, 20), START);
        boolean later = store.add(freeze(last + 1, 20), START.plusSeconds(10));

        assertThat(bound).isTrue();
        assertThat(over).isFalse();
        assertThat(later).isTrue();
        assertThat(store.freezesFrom(START)).hasSize(EnvironmentStore.IN_FORCE_MAX);
        assertThat(store.freezesFrom(START.plusSeconds(10)))
                .containsExactly(freeze(last + 1, 20), freeze(last, 20));
    }

    @Test
    void listsFreezesPageByPage() {
        var store = store();
        for (int i = 1; i <= 3; i++) {
            store.add(freeze(i, 10), START);
        }

        var first = store.freezes("", 2);
        var second = store.freezes(first.nextToken(), 2);

        assertThat(first.items()).containsExactly(freeze(3, 10), freeze(2, 10));
        assertThat(second.items()).containsExactly(freeze(1, 10));
        assertThat(second.nextToken()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> store.freezes("what?", 2));
    }

    private static PersonsFreeze freeze(int number, int seconds) {
        return new PersonsFreeze(
                new FreezeId(new UUID(0x0190_0000_0000_7000L, number)),
                new TreeSet<>(Set.of(MEDIA)),
                new TreeSet<>(Set.of(new Region("eu-west"))),
                "cup \"final\" 🚀",
                "ada",
                START,
                START.plusSeconds(seconds),
                null);
    }

    private static EnvironmentCommit commit(long expected, StandingHealth health) {
        return new EnvironmentCommit(expected, health, incidentsOf(health), List.of());
    }

    private static EnvironmentCommit pages(long expected, Action.Page... pages) {
        return new EnvironmentCommit(expected, StandingHealth.NONE, List.of(), List.of(pages));
    }

    private static EnvironmentCommit looked(long expected, Instant at, Action.Page... pages) {
        var health = new StandingHealth(at, List.of(), List.of());
        return new EnvironmentCommit(expected, health, List.of(), List.of(pages));
    }

    private static Action.Page page(String key) {
        return new Action.Page(key, Action.Urgency.NOTICE, "look at \"" + key + "\"");
    }

    private static List<EnvironmentIncident> incidentsOf(StandingHealth health) {
        return health.faults().stream().map(EnvironmentIncident::new).toList();
    }

    private static EnvironmentLimits limits() {
        return EnvironmentLimits.DEFAULT;
    }

    private static StandingHealth unfit(@Nullable ServiceName service, Instant now) {
        return EnvironmentStep.of(
                        StandingHealth.NONE,
                        List.of(
                                seen(service, Condition.UNFIT, now),
                                new Observation(
                                        new Subject(
                                                Subject.Kind.REACHABILITY,
                                                "relay",
                                                service,
                                                new Link(
                                                        new Region("eu-west"),
                                                        new Region("us-east"))),
                                        rule(),
                                        Condition.FIT,
                                        "peer",
                                        now,
                                        "reached")),
                        limits(),
                        now)
                .health();
    }

    private static Observation fit() {
        return seen(MEDIA, Condition.FIT, START.plusSeconds(60));
    }

    private static Observation seen(
            @Nullable ServiceName service, Condition condition, Instant at) {
        var subject =
                new Subject(Subject.Kind.DEPENDENCY, "rabbitmq", service, new Region("eu-west"));
        return new Observation(subject, rule(), condition, "pack", at, "is " + condition);
    }

    private static Rule rule() {
        return new Rule(Effect.HOLD, 1, 1, Duration.ofSeconds(90), 0.5, Duration.ZERO);
    }
}
