package io.portcullis.testing;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.store.Bytes;
import io.portcullis.port.store.Creation;
import io.portcullis.port.store.JudgedLook;
import io.portcullis.port.store.NewRollout;
import io.portcullis.port.store.Page;
import io.portcullis.port.store.RolloutCommit;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.port.store.StoredLook;
import io.portcullis.port.store.StoredRollout;
import io.portcullis.port.store.StoredSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rollouts, incidents and actions in memory. What it holds survives whoever uses it. */
public final class InMemoryRolloutStore implements RolloutStore {

    private final TreeMap<RolloutId, Kept> rollouts = new TreeMap<>();
    private final Map<ServiceName, TreeMap<Region, RunningRelease>> running = new HashMap<>();
    private final InMemoryIncidentStore incidents = new InMemoryIncidentStore();
    private final InMemoryActionQueue actions = new InMemoryActionQueue();

    public InMemoryIncidentStore incidents() {
        return incidents;
    }

    public InMemoryActionQueue actions() {
        return actions;
    }

    @Override
    public synchronized Creation create(NewRollout rollout) {
        for (Kept other : rollouts.values()) {
            if (!rollout.requestId().isEmpty() && rollout.requestId().equals(other.requestId)) {
                return rollout.contentHash().equals(other.contentHash)
                        ? new Creation.Repeated(other.id)
                        : new Creation.RequestTaken(other.id);
            }
        }
        var obstacle = running(rollout.service());
        if (obstacle.isPresent() && !isFinished(rollout.state())) {
            return new Creation.ServiceBusy(obstacle.get());
        }
        rollouts.put(rollout.id(), new Kept(rollout));
        actions.add(rollout.id(), rollout.actions());
        if (isFinished(rollout.state())) {
            actions.finish(rollout.id());
        }
        return new Creation.Created();
    }

    @Override
    public synchronized Optional<StoredRollout> find(RolloutId id) {
        return kept(id).map(Kept::stored);
    }

    @Override
    public synchronized List<LoggedEvent> eventsAfter(RolloutId id, long sequence, int limit) {
        return kept(id).map(rollout -> rollout.events).orElse(List.of()).stream()
                .filter(event -> event.sequence() > sequence)
                .limit(Math.min(limit, EVENTS_MAX))
                .toList();
    }

    @Override
    public synchronized Page<StoredRollout> list(
            @Nullable ServiceName service, String pageToken, int pageSize) {
        var newestFirst =
                rollouts.descendingMap().values().stream()
                        .filter(rollout -> service == null || service.equals(rollout.service))
                        .map(Kept::stored)
                        .toList();
        return InMemoryPages.cut(newestFirst, rollout -> rollout.id().value(), pageToken, pageSize);
    }

    @Override
    public synchronized List<RolloutId> running() {
        return rollouts.values().stream()
                .filter(rollout -> !isFinished(rollout.state))
                .map(rollout -> rollout.id)
                .toList();
    }

    @Override
    public synchronized Optional<RolloutId> running(ServiceName service) {
        return running().stream()
                .filter(id -> kept(id).orElseThrow().service.equals(service))
                .findFirst();
    }

    @Override
    public synchronized void commit(RolloutCommit commit) {
        var rollout = kept(commit.id()).orElseThrow(() -> new StaleRevision("unknown rollout"));
        var look = commit.look();
        if (rollout.lastSequence() != commit.expectedSequence()) {
            throw new StaleRevision("sequence is " + rollout.lastSequence());
        }
        if (look != null && look.look() != rollout.lastLook + 1) {
            throw new StaleRevision("look is " + rollout.lastLook);
        }
        rollout.apply(commit);
        var incident = commit.incident();
        if (incident != null) {
            incidents.put(incident);
        }
        actions.add(commit.id(), commit.actions());
        if (isFinished(commit.state())) {
            actions.finish(commit.id());
        }
        commit.finished().forEach(key -> actions.done(key, ""));
        running.computeIfAbsent(rollout.service, _ -> new TreeMap<>()).putAll(commit.running());
    }

    @Override
    public synchronized Optional<StoredSnapshot> snapshot(RolloutId id) {
        return kept(id).filter(rollout -> !rollout.snapshot.isEmpty())
                .map(rollout -> new StoredSnapshot(rollout.lastLook, rollout.snapshot));
    }

    @Override
    public synchronized Map<String, Bytes> seriesBooks(RolloutId id) {
        return kept(id).map(rollout -> Map.copyOf(rollout.books)).orElse(Map.of());
    }

    @Override
    public synchronized List<StoredLook> looks(RolloutId id, int from, int to) {
        if (from > to) {
            return List.of();
        }
        return kept(id)
                .map(rollout -> rollout.looks.subMap(from, true, to, true))
                .orElse(new TreeMap<>())
                .entrySet()
                .stream()
                .map(look -> new StoredLook(look.getKey(), look.getValue()))
                .toList();
    }

    @Override
    public synchronized Optional<Bytes> lastReport(RolloutId id) {
        return kept(id).map(rollout -> rollout.report).filter(report -> !report.isEmpty());
    }

    @Override
    public synchronized SortedMap<Region, RunningRelease> runningReleases(ServiceName service) {
        return new TreeMap<>(running.getOrDefault(service, new TreeMap<>()));
    }

    private Optional<Kept> kept(RolloutId id) {
        return Optional.ofNullable(rollouts.get(id));
    }

    private static boolean isFinished(RolloutState.Name state) {
        return state == RolloutState.Name.REFUSED
                || state == RolloutState.Name.ROLLED_BACK
                || state == RolloutState.Name.SUCCEEDED;
    }

    private static final class Kept {
        private final RolloutId id;
        private final ServiceName service;
        private final String requestId;
        private final String contentHash;
        private final List<LoggedEvent> events;
        private final TreeMap<Integer, LookEvidence> looks = new TreeMap<>();
        private final Map<String, Bytes> books;
        private RolloutState.Name state;
        private int lastLook;
        private long inboxCursor;
        private Bytes snapshot;
        private Bytes report = Bytes.NONE;

        Kept(NewRollout rollout) {
            id = rollout.id();
            service = rollout.service();
            requestId = rollout.requestId();
            contentHash = rollout.contentHash();
            events = new ArrayList<>(rollout.events());
            books = new HashMap<>(rollout.seriesBooks());
            state = rollout.state();
            inboxCursor = rollout.inboxCursor();
            snapshot = rollout.snapshot();
            int look = 1 - rollout.before().size();
            for (LookEvidence evidence : rollout.before()) {
                looks.put(look++, evidence);
            }
        }

        long lastSequence() {
            return events.getLast().sequence();
        }

        void apply(RolloutCommit commit) {
            events.addAll(commit.events());
            state = commit.state();
            var look = commit.look();
            if (look != null) {
                apply(look);
            }
        }

        private void apply(JudgedLook look) {
            lastLook = look.look();
            looks.put(look.look(), look.evidence());
            looks.keySet()
                    .removeIf(id ->
                            id > look.referenceLook() && id > 0 && id <= look.look() - LOOKS_KEPT);
            snapshot = look.snapshot();
            report = look.report();
            books.putAll(look.seriesBooks());
            inboxCursor = Math.max(inboxCursor, look.inboxCursor());
        }

        StoredRollout stored() {
            return new StoredRollout(id, service, state, events, lastLook, inboxCursor);
        }
    }
}
