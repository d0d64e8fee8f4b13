package io.portcullis.testing;

import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.QueuedAction;
import io.portcullis.port.store.QueuedPage;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The outbox in memory, filled by {@link InMemoryRolloutStore} or {@link InMemoryEnvironmentStore}. */
public final class InMemoryActionQueue implements ActionQueue {

    private final Map<String, QueuedAction> actions = new LinkedHashMap<>();
    private final Map<String, Waiting> pages = new LinkedHashMap<>();
    private final Map<String, Instant> done = new HashMap<>();
    private final Set<RolloutId> finished = new HashSet<>();

    synchronized void add(RolloutId rollout, List<Action> more) {
        for (Action action : more) {
            actions.putIfAbsent(
                    action.key(), new QueuedAction(rollout, action, 0, Instant.EPOCH, ""));
        }
    }

    synchronized void add(List<Action.Page> more) {
        for (Action.Page page : more) {
            pages.putIfAbsent(page.key(), new Waiting(new QueuedPage(page, 0), Instant.EPOCH));
        }
    }

    synchronized void forgetToldBefore(Instant time) {
        var forgotten =
                pages.keySet().stream()
                        .filter(key -> done.getOrDefault(key, Instant.MAX).isBefore(time))
                        .toList();
        forgotten.forEach(pages::remove);
        forgotten.forEach(done::remove);
    }

    private record Waiting(QueuedPage page, Instant nextAttemptAt) {}

    synchronized void finish(RolloutId rollout) {
        finished.add(rollout);
    }

    @Override
    public synchronized List<QueuedAction> due(RolloutId rollout, Instant now) {
        return open(rollout).stream()
                .filter(action -> !action.nextAttemptAt().isAfter(now))
                .limit(DUE_MAX)
                .toList();
    }

    @Override
    public synchronized List<QueuedAction> open(RolloutId rollout) {
        return actions.values().stream()
                .filter(action -> action.rollout().equals(rollout))
                .filter(action -> !done.containsKey(action.action().key()))
                .toList();
    }

    @Override
    public synchronized List<RolloutId> finishedDue(Instant now) {
        return actions.values().stream()
                .map(QueuedAction::rollout)
                .distinct()
                .filter(finished::contains)
                .filter(rollout -> !due(rollout, now).isEmpty())
                .sorted()
                .toList();
    }

    @Override
    public synchronized List<QueuedPage> pagesDue(Instant now) {
        return pages.values().stream()
                .filter(waiting -> !waiting.nextAttemptAt().isAfter(now))
                .map(Waiting::page)
                .filter(page -> !done.containsKey(page.page().key()))
                .limit(DUE_MAX)
                .toList();
    }

    @Override
    public synchronized void attempted(String key, Instant nextAttemptAt, String failure) {
        if (!done.containsKey(key)) {
            pages.computeIfPresent(
                    key,
                    (_, waiting) ->
                            new Waiting(
                                    new QueuedPage(
                                            waiting.page().page(), waiting.page().attempts() + 1),
                                    nextAttemptAt));
            actions.computeIfPresent(
                    key,
                    (_, action) ->
                            new QueuedAction(
                                    action.rollout(),
                                    action.action(),
                                    action.attempts() + 1,
                                    nextAttemptAt,
                                    failure));
        }
    }

    @Override
    public synchronized void done(String key, String result) {
        done.putIfAbsent(key, Instant.now());
    }
}
