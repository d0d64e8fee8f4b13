package io.portcullis.port.store;

import static io.portcullis.port.store.Rollouts.EU_WEST;
import static io.portcullis.port.store.Rollouts.SERVICE;
import static io.portcullis.port.store.Rollouts.START;
import static io.portcullis.port.store.Rollouts.held;
import static io.portcullis.port.store.Rollouts.id;
import static io.portcullis.port.store.Rollouts.input;
import static io.portcullis.port.store.Rollouts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.RolloutState.Name;
import io.portcullis.port.StaleRevision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every {@link ActionQueue} must do, together with the store that fills it. */
public abstract class ActionQueueContract {

    private static final Instant NOW = START.truncatedTo(ChronoUnit.MICROS);
    private static final Action CENSUS = new Action.TakeCensus("1.census.eu-west", EU_WEST);
    private static final Action PAGE =
            new Action.Page("1.page.1", Action.Urgency.CRITICAL, "look at it");

    /** A store with nothing in it. */
    protected abstract RolloutStore store();

    /** The queue that the last {@link #store} fills. */
    protected abstract ActionQueue queue();

    @Test
    void offersActionsInTheOrderTheyWereDecided() {
        var store = store();
        store.create(with(held(id(1), SERVICE), PAGE));

        store.commit(acting(2, List.of(CENSUS), List.of()));

        assertThat(queue().due(id(1), NOW))
                .containsExactly(
                        new QueuedAction(id(1), PAGE, 0, Instant.EPOCH, ""),
                        new QueuedAction(id(1), CENSUS, 0, Instant.EPOCH, ""));
    }

    @Test
    void keepsAnActionOnce() {
        var store = store();
        store.create(with(held(id(1), SERVICE), CENSUS));

        store.commit(acting(2, List.of(CENSUS), List.of()));

        assertThat(queue().open(id(1))).hasSize(1);
    }

    @Test
    void doesNotTakeUpAgainWhatIsDone() {
        var store = store();
        store.create(with(held(id(1), SERVICE), CENSUS));
        queue().done(CENSUS.key(), "DONE");

        store.commit(acting(2, List.of(CENSUS), List.of()));

        assertThat(queue().open(id(1))).isEmpty();
    }

    @Test
    void waitsUntilTheNextAttempt() {
        store().create(with(held(id(1), SERVICE), CENSUS));

        queue().attempted(CENSUS.key(), NOW.plusSeconds(5), "unreachable");

        assertThat(queue().due(id(1), NOW)).isEmpty();
        var waiting = new QueuedAction(id(1), CENSUS, 1, NOW.plusSeconds(5), "unreachable");
        assertThat(queue().open(id(1))).containsExactly(waiting);
        assertThat(queue().due(id(1), NOW.plusSeconds(5))).containsExactly(waiting);
    }

    @Test
    void forgetsWhatIsDone() {
        store().create(with(held(id(1), SERVICE), CENSUS, PAGE));

        queue().done(CENSUS.key(), "DONE");
        queue().done(CENSUS.key(), "DONE");
        queue().attempted(CENSUS.key(), NOW, "too late");

        assertThat(queue().open(id(1))).extracting(QueuedAction::action).containsExactly(PAGE);
    }

    @Test
    void finishesWhatACommitIsTheOutcomeOf() {
        var store = store();
        store.create(with(held(id(1), SERVICE), CENSUS, PAGE));

        store.commit(acting(2, List.of(), List.of(CENSUS.key())));

        assertThat(queue().open(id(1))).extracting(QueuedAction::action).containsExactly(PAGE);
    }

    @Test
    void knowsNothingOfACommitThatWasRefused() {
        var store = store();
        store.create(with(held(id(1), SERVICE), PAGE));
        store.commit(input(id(1), 2, Name.PAUSED));

        assertThatThrownBy(() -> store.commit(acting(2, List.of(CENSUS), List.of(PAGE.key()))))
                .isInstanceOf(StaleRevision.class);

        assertThat(queue().open(id(1))).extracting(QueuedAction::action).containsExactly(PAGE);
    }

    @Test
    void keepsTheActionsOfRolloutsApart() {
        var store = store();
        store.create(with(held(id(1), SERVICE), CENSUS));
        store.create(with(held(id(2), new ServiceName("broker")), PAGE));

        assertThat(queue().due(id(1), NOW))
                .extracting(QueuedAction::action)
                .containsExactly(CENSUS);
        assertThat(queue().due(id(2), NOW)).extracting(QueuedAction::action).containsExactly(PAGE);
    }

    @Test
    void offersActionsOfARolloutThatIsOver() {
        var store = store();
        store.create(with(held(id(1), SERVICE), PAGE));

        store.commit(input(id(1), 2, Name.SUCCEEDED));

        assertThat(queue().finishedDue(NOW)).containsExactly(id(1));
        queue().attempted(PAGE.key(), NOW.plusSeconds(5), "unreachable");
        assertThat(queue().finishedDue(NOW)).isEmpty();
        assertThat(queue().finishedDue(NOW.plusSeconds(5))).containsExactly(id(1));
    }

    @Test
    void leavesTheActionsOfARunningRolloutToItsOwner() {
        store().create(with(held(id(1), SERVICE), PAGE));

        assertThat(queue().due(id(1), NOW)).hasSize(1);
        assertThat(queue().finishedDue(NOW)).isEmpty();
    }

    private static RolloutCommit acting(
            long expected, List<Action> actions, List<String> finished) {
        var input = input(id(1), expected, Name.ROLLING_BACK);
        return new RolloutCommit(
                input.id(),
                input.expectedSequence(),
                input.events(),
                input.state(),
                null,
                null,
                actions,
                finished,
                new TreeMap<>());
    }
}
