package io.portcullis.port.store;

import static io.portcullis.port.store.Rollouts.EU_WEST;
import static io.portcullis.port.store.Rollouts.SERVICE;
import static io.portcullis.port.store.Rollouts.bytes;
import static io.portcullis.port.store.Rollouts.evidence;
import static io.portcullis.port.store.Rollouts.held;
import static io.portcullis.port.store.Rollouts.id;
import static io.portcullis.port.store.Rollouts.input;
import static io.portcullis.port.store.Rollouts.look;
import static io.portcullis.port.store.Rollouts.refused;
import static io.portcullis.port.store.Rollouts.requested;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState.Name;
import io.portcullis.port.StaleRevision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link RolloutStore} must do. */
public abstract class RolloutStoreContract {

    private static final ServiceName OTHER = new ServiceName("broker");

    /** A store with nothing in it. */
    protected abstract RolloutStore store();

    @Test
    void givesBackWhatWasCreated() {
        var store = store();
        var rollout = held(id(1), SERVICE);

        assertThat(store.create(rollout)).isEqualTo(new Creation.Created());

        var stored = store.find(id(1)).orElseThrow();
        assertThat(stored.events()).isEqualTo(rollout.events());
        assertThat(stored.service()).isEqualTo(SERVICE);
        assertThat(stored.state()).isEqualTo(Name.HELD);
        assertThat(stored.lastLook()).isZero();
        assertThat(stored.inboxCursor()).isEqualTo(7);
        assertThat(store.snapshot(id(1))).contains(new StoredSnapshot(0, bytes("snapshot 0")));
        assertThat(store.seriesBooks(id(1))).isEqualTo(Map.of("eu-west", bytes("book 0")));
        assertThat(store.lastReport(id(1))).isEmpty();
    }

    @Test
    void knowsNothingOfARolloutItWasNotGiven() {
        var store = store();

        assertThat(store.find(id(1))).isEmpty();
        assertThat(store.eventsAfter(id(1), 0, 10)).isEmpty();
        assertThat(store.snapshot(id(1))).isEmpty();
        assertThat(store.looks(id(1), -10, 10)).isEmpty();
        assertThat(store.runningReleases(SERVICE)).isEmpty();
        assertThatThrownBy(() -> store.commit(input(id(1), 2, Name.HELD)))
                .isInstanceOf(StaleRevision.class);
    }

    @Test
    void numbersTheLooksBeforeUpToZero() {
        var store = store();

        store.create(held(id(1), SERVICE));

        assertThat(store.looks(id(1), -359, 0))
                .containsExactly(
                        new StoredLook(-2, evidence(-2)),
                        new StoredLook(-1, evidence(-1)),
                        new StoredLook(0, evidence(0)));
    }

    @Test
    void answersARepeatedRequestWithTheSameRollout() {
        var store = store();
        store.create(requested(id(1), "request", "hash"));

        assertThat(store.create(requested(id(2), "request", "hash")))
                .isEqualTo(new Creation.Repeated(id(1)));
        assertThat(store.create(requested(id(2), "request", "other")))
                .isEqualTo(new Creation.RequestTaken(id(1)));
        assertThat(store.find(id(2))).isEmpty();
    }

    @Test
    void answersARepeatedRequestAlsoWhenTheRolloutIsOver() {
        var store = store();
        store.create(requested(id(1), "request", "hash"));
        store.commit(input(id(1), 2, Name.SUCCEEDED));

        assertThat(store.create(requested(id(2), "request", "hash")))
                .isEqualTo(new Creation.Repeated(id(1)));
    }

    @Test
    void runsOneRolloutOfAServiceAtATime() {
        var store = store();
        store.create(held(id(1), SERVICE));

        assertThat(store.create(held(id(2), SERVICE))).isEqualTo(new Creation.ServiceBusy(id(1)));
        assertThat(store.create(held(id(3), OTHER))).isEqualTo(new Creation.Created());
        assertThat(store.create(refused(id(4), SERVICE))).isEqualTo(new Creation.Created());
        assertThat(store.find(id(2))).isEmpty();

        store.commit(input(id(1), 2, Name.ROLLED_BACK));

        assertThat(store.create(held(id(5), SERVICE))).isEqualTo(new Creation.Created());
    }

    @Test
    void listsWhatIsRunning() {
        var store = store();
        store.create(held(id(2), SERVICE));
        store.create(held(id(1), OTHER));
        store.create(refused(id(3), SERVICE));

        assertThat(store.running()).containsExactly(id(1), id(2));
        assertThat(store.running(SERVICE)).contains(id(2));

        store.commit(input(id(2), 2, Name.SUCCEEDED));

        assertThat(store.running()).containsExactly(id(1));
        assertThat(store.running(SERVICE)).isEmpty();
    }

    @Test
    void addsTheEventsOfACommit() {
        var store = store();
        store.create(held(id(1), SERVICE));
        var commit = input(id(1), 2, Name.PAUSED);

        store.commit(commit);

        assertThat(store.eventsAfter(id(1), 2, 10)).isEqualTo(commit.events());
        assertThat(store.eventsAfter(id(1), 0, 2)).hasSize(2);
        assertThat(store.find(id(1)).orElseThrow().state()).isEqualTo(Name.PAUSED);
        assertThat(store.find(id(1)).orElseThrow().lastSequence()).isEqualTo(3);
    }

    @Test
    void storesALookWithAllThatWasConcluded() {
        var store = store();
        store.create(held(id(1), SERVICE));

        store.commit(look(id(1), 2, 1));

        var stored = store.find(id(1)).orElseThrow();
        assertThat(stored.lastLook()).isEqualTo(1);
        assertThat(stored.inboxCursor()).isEqualTo(101);
        assertThat(store.snapshot(id(1))).contains(new StoredSnapshot(1, bytes("snapshot 1")));
        assertThat(store.seriesBooks(id(1))).isEqualTo(Map.of("eu-west", bytes("book 1")));
        assertThat(store.lastReport(id(1))).contains(bytes("report 1"));
        assertThat(store.looks(id(1), 0, 1))
                .containsExactly(new StoredLook(0, evidence(0)), new StoredLook(1, evidence(1)));
    }

    @Test
    void storesALookOnceOnly() {
        var store = store();
        store.create(held(id(1), SERVICE));
        store.commit(look(id(1), 2, 1));

        assertThatThrownBy(() -> store.commit(look(id(1), 2, 1))).isInstanceOf(StaleRevision.class);
        assertThatThrownBy(() -> store.commit(look(id(1), 3, 1))).isInstanceOf(StaleRevision.class);
        assertThatThrownBy(() -> store.commit(look(id(1), 3, 3))).isInstanceOf(StaleRevision.class);

        assertThat(store.eventsAfter(id(1), 0, 10)).hasSize(3);
        assertThat(store.snapshot(id(1))).contains(new StoredSnapshot(1, bytes("snapshot 1")));
    }

    @Test
    void refusesALookDecidedOnAnOlderLog() {
        var store = store();
        store.create(held(id(1), SERVICE));
        store.commit(input(id(1), 2, Name.PAUSED));

        assertThatThrownBy(() -> store.commit(look(id(1), 2, 1))).isInstanceOf(StaleRevision.class);

        assertThat(store.find(id(1)).orElseThrow().lastLook()).isZero();
        assertThat(store.looks(id(1), 1, 10)).isEmpty();
        assertThat(store.seriesBooks(id(1))).isEqualTo(Map.of("eu-west", bytes("book 0")));
    }

    @Test
    void storesALookWithoutEvents() {
        var store = store();
        store.create(held(id(1), SERVICE));
        var quiet = quietLook(1);

        store.commit(quiet);

        assertThat(store.find(id(1)).orElseThrow().lastLook()).isEqualTo(1);
        assertThatThrownBy(() -> store.commit(quiet)).isInstanceOf(StaleRevision.class);
    }

    @Test
    void keepsTheLooksBeforeAndTheLastOnes() {
        var store = store();
        store.create(held(id(1), SERVICE));

        for (int look = 1; look <= RolloutStore.LOOKS_KEPT + 5; look++) {
            store.commit(quietLook(look));
        }

        var kept = store.looks(id(1), -359, 1_000_000).stream().map(StoredLook::look).toList();
        assertThat(kept).hasSize(3 + RolloutStore.LOOKS_KEPT).startsWith(-2, -1, 0, 6);
    }

    @Test
    void keepsTheLooksThatStandForThoseBefore() {
        var store = store();
        store.create(held(id(1), SERVICE));

        for (int look = 1; look <= RolloutStore.LOOKS_KEPT + 5; look++) {
            store.commit(quietLook(look, 3));
        }

        var kept = store.looks(id(1), 1, 1_000_000).stream().map(StoredLook::look).toList();
        assertThat(kept).hasSize(3 + RolloutStore.LOOKS_KEPT).startsWith(1, 2, 3, 6);
    }

    @Test
    void startsTheAnalysisAtALaterLook() {
        var store = store();
        store.create(withoutAnalysis());
        assertThat(store.snapshot(id(1))).isEmpty();

        store.commit(look(id(1), 2, 1));

        assertThat(store.snapshot(id(1))).contains(new StoredSnapshot(1, bytes("snapshot 1")));
    }

    @Test
    void knowsWhatRunsAfterASuccess() {
        var store = store();
        store.create(held(id(1), SERVICE));
        var release = new RunningRelease("image@sha256:1", "1.5.2", "c", List.of());
        var success = input(id(1), 2, Name.SUCCEEDED);
        var running = new TreeMap<>(Map.of(EU_WEST, release));

        store.commit(
                new RolloutCommit(
                        success.id(),
                        success.expectedSequence(),
                        success.events(),
                        success.state(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        running));

        assertThat(store.runningReleases(SERVICE)).isEqualTo(running);
        assertThat(store.runningReleases(OTHER)).isEmpty();
    }

    @Test
    void listsNewestFirstPageByPage() {
        var store = store();
        for (int i = 1; i <= 5; i++) {
            store.create(refused(id(i), i == 3 ? OTHER : SERVICE));
        }

        var first = store.list(SERVICE, "", 2);
        var second = store.list(SERVICE, first.nextToken(), 2);

        assertThat(ids(first)).containsExactly(id(5), id(4));
        assertThat(ids(second)).containsExactly(id(2), id(1));
        assertThat(second.nextToken()).isEmpty();
        assertThat(ids(store.list(null, "", 200))).hasSize(5);
        assertThat(first.items().getFirst().events()).hasSize(2);
    }

    @Test
    void refusesAPageThatIsNone() {
        var store = store();

        assertThatThrownBy(() -> store.list(null, "nonsense", 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.list(null, "", 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.list(null, "", 201))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsExactlyOneOfTwoRacingCommitsWin() throws Exception {
        var store = store();
        store.create(held(id(1), SERVICE));

        for (int look = 1; look <= 20; look++) {
            var commit = look(id(1), 1 + look, look);
            var outcomes = race(() -> stored(store, commit), () -> stored(store, commit));
            assertThat(outcomes).containsExactlyInAnyOrder(true, false);
        }

        assertThat(store.eventsAfter(id(1), 0, 100).stream().map(LoggedEvent::sequence))
                .hasSize(22)
                .doesNotHaveDuplicates();
    }

    @Test
    void letsExactlyOneOfTwoRacingStartsWin() throws Exception {
        var store = store();

        for (int i = 1; i <= 20; i++) {
            var service = new ServiceName("service-" + i);
            var one = held(id(2L * i), service);
            var other = held(id(2L * i + 1), service);

            var outcomes = race(() -> created(store, one), () -> created(store, other));

            assertThat(outcomes).containsExactlyInAnyOrder(true, false);
        }
    }

    private static boolean created(RolloutStore store, NewRollout rollout) {
        return store.create(rollout) instanceof Creation.Created;
    }

    private static boolean stored(RolloutStore store, RolloutCommit commit) {
        try {
            store.commit(commit);
            return true;
        } catch (StaleRevision e) {
            return false;
        }
    }

    private static List<Boolean> race(Callable<Boolean> one, Callable<Boolean> other)
            throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(2);
        var outcomes = Collections.synchronizedList(new ArrayList<Boolean>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var runner : List.of(one, other)) {
                var _ =
                        threads.submit(() -> {
                            start.await(10, TimeUnit.SECONDS);
                            return outcomes.add(runner.call());
                        });
            }
        }
        return outcomes;
    }

    private static RolloutCommit quietLook(int look) {
        return quietLook(look, 0);
    }

    private static RolloutCommit quietLook(int look, int referenceLook) {
        return new RolloutCommit(
                id(1),
                2,
                List.of(),
                Name.BAKING,
                Rollouts.judged(look, referenceLook),
                null,
                List.of(),
                List.of(),
                new TreeMap<>());
    }

    private static NewRollout withoutAnalysis() {
        var held = held(id(1), SERVICE);
        return new NewRollout(
                held.id(),
                held.service(),
                "",
                "hash",
                held.events(),
                held.state(),
                List.<LookEvidence>of(),
                Bytes.NONE,
                Map.of(),
                0,
                List.of());
    }

    private static List<RolloutId> ids(Page<StoredRollout> page) {
        return page.items().stream().map(StoredRollout::id).toList();
    }
}
