package io.portcullis.app.act;

import io.portcullis.app.Controls;
import io.portcullis.app.TellRollout;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.Census;
import io.portcullis.kernel.rollout.RegionRollback;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutInput;
import io.portcullis.kernel.rollout.RolloutInput.Failure;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.port.Notifier;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.control.CensusAnswer;
import io.portcullis.port.control.Control;
import io.portcullis.port.control.ControlAnswer;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.QueuedAction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the actions of a rollout that are due. Each runs on its own, so that a region whose control is
 * slow or gone keeps no other region waiting; an action may run again after a crash, and its key
 * tells the other side. Restores are tried until they are refused, and then under a new order. Servers
 * are counted until the rollout is over: a new version that comes back must be seen.
 */
public final class ActOnOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(ActOnOutbox.class);

    /** Actions under way at the same time. */
    private static final int ACTIONS_MAX = 64;

    private final ActionQueue queue;
    private final TellRollout tell;
    private final Controls controls;
    private final Notifier notifier;
    private final InstantSource clock;
    private final Executor executor;
    private final Lanes lanes = new Lanes();
    private final Semaphore free = new Semaphore(ACTIONS_MAX);

    /** Number of the census being taken, by action; the next one is a new order. */
    private final Map<String, Long> censusNumbers = new ConcurrentHashMap<>();

    /** Where actions come from and where they lead. */
    public record Parts(
            ActionQueue queue, TellRollout tell, Controls controls, Notifier notifier) {}

    public ActOnOutbox(Parts parts, InstantSource clock, Executor executor) {
        this.queue = parts.queue();
        this.tell = parts.tell();
        this.controls = parts.controls();
        this.notifier = parts.notifier();
        this.clock = clock;
        this.executor = executor;
    }

    /** Begins every action of the rollout that is due and not under way; returns at once. */
    public void begin(RolloutId id) {
        for (QueuedAction due : queue.due(id, clock.instant())) {
            if (!lanes.enter(id, due.action())) {
                continue;
            }
            if (!free.tryAcquire()) {
                lanes.leave(id, due.action());
                return;
            }
            executor.execute(() -> run(due));
        }
    }

    private void run(QueuedAction due) {
        try {
            // Another beginning may have done it after this one had read it, before it got the
            // lane.
            stillDue(due).ifPresent(this::act);
        } catch (StaleRevision | StoreUnavailable e) {
            LOG.warn("Action is tried again. key={} cause={}", due.action().key(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Action failed. key={}", due.action().key(), e);
            retry(due, Backoff.after(due.attempts()), "internal failure, see the server's log");
        } finally {
            free.release();
            lanes.leave(due.rollout(), due.action());
        }
    }

    private Optional<QueuedAction> stillDue(QueuedAction due) {
        return queue.due(due.rollout(), clock.instant()).stream()
                .filter(now -> now.action().key().equals(due.action().key()))
                .findFirst();
    }

    private void act(QueuedAction due) {
        if (due.action() instanceof Action.Page page) {
            notifier.tell(page.key(), due.rollout(), page.urgency(), page.text());
            queue.done(page.key(), "told");
            return;
        }
        Rollout rollout = Rollout.fold(tell.load(due.rollout()).events());
        RolloutSpec spec = rollout.spec();
        var named = controls.find(spec.plan().control());
        if (named.isEmpty()) {
            retry(due, Backoff.after(due.attempts()), "no control " + spec.plan().control());
            return;
        }
        Control control = named.get().control();
        switch (due.action()) {
            case Action.OpenStage open -> open(due, open, rollout, control);
            case Action.RestoreRegion restore -> restore(due, restore, rollout, control);
            case Action.TakeCensus census -> census(due, census, rollout, control);
            case Action.Page _ -> throw new IllegalStateException("pages are told above");
        }
    }

    private void open(QueuedAction due, Action.OpenStage open, Rollout rollout, Control control) {
        if (rollout.state() instanceof RolloutState.Paused) {
            retry(due, Backoff.after(due.attempts()), "");
            return;
        }
        if (!rollout.isJudged() || rollout.stage() >= open.stage()) {
            queue.done(open.key(), "not wanted any more");
            return;
        }
        Actor actor = Actor.control(rollout.spec().plan().control());
        for (var order : Orders.open(rollout.spec(), open)) {
            switch (ask(() -> control.open(order))) {
                case Asked.Answered(ControlAnswer.Done _) -> {}
                case Asked.Answered(ControlAnswer.Running(var retryAfter)) -> {
                    retry(due, retryAfter, "");
                    return;
                }
                case Asked.Answered(ControlAnswer.Refused(var message)) -> {
                    openFailed(due, open, actor, message);
                    return;
                }
                case Asked.Unavailable(var cause) -> {
                    openFailed(due, open, actor, cause);
                    return;
                }
            }
        }
        tell.outcome(
                due.rollout(),
                look -> new RolloutInput.StageOpenReported(open.stage(), look, actor),
                List.of(open.key()));
    }

    private void openFailed(QueuedAction due, Action.OpenStage open, Actor actor, String cause) {
        if (!cause.equals(due.failure())) {
            tell.outcome(
                    due.rollout(),
                    _ -> new RolloutInput.StageOpenFailed(open.stage(), actor, cause),
                    List.of());
        }
        retry(due, Backoff.after(due.attempts()), cause);
    }

    private void restore(
            QueuedAction due, Action.RestoreRegion restore, Rollout rollout, Control control) {
        var region = rollout.rollback().map(it -> it.regions().get(restore.region()));
        boolean newest =
                isNewest(rollout, restore, restore.region())
                        && region.stream().noneMatch(RegionRollback::isApplied);
        if (rollout.state().isTerminal() || !newest) {
            queue.done(restore.key(), "not wanted any more");
            return;
        }
        Actor actor = Actor.control(rollout.spec().plan().control());
        var order = Orders.restore(rollout.spec(), restore);
        if (order.isEmpty()) {
            restoreRefused(due, restore, actor, "nobody said what ran there");
            return;
        }
        switch (ask(() -> control.restore(order.get()))) {
            case Asked.Answered(ControlAnswer.Done _) ->
                    tell.outcome(
                            due.rollout(),
                            _ -> new RolloutInput.RestoreApplied(restore.region(), actor),
                            List.of(restore.key()));
            case Asked.Answered(ControlAnswer.Running(var retryAfter)) ->
                    retry(due, retryAfter, "");
            case Asked.Answered(ControlAnswer.Refused(var message)) ->
                    restoreRefused(due, restore, actor, message);
            case Asked.Unavailable(var cause) -> restoreFailed(due, restore, actor, cause);
        }
    }

    /** The order ends here: asking again would be answered the same. */
    private void restoreRefused(
            QueuedAction due, Action.RestoreRegion restore, Actor actor, String cause) {
        tell.outcome(
                due.rollout(),
                _ ->
                        new RolloutInput.RestoreFailed(
                                restore.region(), actor, Failure.REFUSED, cause),
                List.of(restore.key()));
    }

    private void restoreFailed(
            QueuedAction due, Action.RestoreRegion restore, Actor actor, String cause) {
        if (!cause.equals(due.failure())) {
            tell.outcome(
                    due.rollout(),
                    _ ->
                            new RolloutInput.RestoreFailed(
                                    restore.region(), actor, Failure.RETRIED, cause),
                    List.of());
        }
        retry(due, Backoff.after(due.attempts()), cause);
    }

    private void census(
            QueuedAction due, Action.TakeCensus census, Rollout rollout, Control control) {
        RolloutSpec spec = rollout.spec();
        long number = censusNumbers.computeIfAbsent(census.key(), _ -> clock.millis());
        var order = Orders.census(spec, census, number);
        boolean newest = isNewest(rollout, census, census.region());
        if (rollout.state().isTerminal() || order.isEmpty() || !newest) {
            censusNumbers.remove(census.key());
            queue.done(census.key(), "not wanted any more");
            return;
        }
        Duration poll = spec.plan().poll();
        try {
            CensusAnswer answer = control.census(order.get());
            if (!(answer instanceof CensusAnswer.Running)) {
                censusNumbers.remove(census.key());
            }
            switch (answer) {
                case CensusAnswer.Counted counted -> counted(due, census, rollout, counted);
                case CensusAnswer.Running(var retryAfter) -> retry(due, retryAfter, "");
                case CensusAnswer.Refused(var message) -> retry(due, poll, message);
            }
        } catch (ControlUnavailable e) {
            retry(due, poll, String.valueOf(e.getMessage()));
        }
    }

    private void counted(
            QueuedAction due,
            Action.TakeCensus action,
            Rollout rollout,
            CensusAnswer.Counted counted) {
        var census =
                new Census(
                        Census.Origin.CONTROL,
                        counted.versions().stream()
                                .map(count ->
                                        new Census.VersionCount(
                                                count.version(), count.running(), count.draining()))
                                .toList());
        tell.outcome(
                due.rollout(),
                look -> new RolloutInput.CensusTaken(action.region(), look, census),
                List.of());
        retry(due, rollout.spec().plan().poll(), "");
    }

    /** Whether it belongs to the last restore ordered of the region. */
    private static boolean isNewest(Rollout rollout, Action action, Region region) {
        return rollout.rollback()
                .map(rollback -> rollback.regions().get(region))
                .filter(it -> action.key().endsWith("." + region + "." + it.order()))
                .isPresent();
    }

    private void retry(QueuedAction due, Duration wait, String failure) {
        queue.attempted(due.action().key(), clock.instant().plus(wait), failure);
    }

    private static Asked ask(Supplier<ControlAnswer> order) {
        try {
            return new Asked.Answered(order.get());
        } catch (ControlUnavailable e) {
            return new Asked.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /** What came of asking a control. */
    private sealed interface Asked {
        record Answered(ControlAnswer answer) implements Asked {}

        record Unavailable(String cause) implements Asked {}
    }
}
