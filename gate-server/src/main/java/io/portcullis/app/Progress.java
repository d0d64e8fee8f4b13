package io.portcullis.app;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutInput;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.kernel.rollout.TransitionResult;
import io.portcullis.kernel.rollout.TransitionResult.Transition;
import io.portcullis.kernel.rollout.TransitionResult.TransitionIllegal;
import io.portcullis.kernel.rollout.Transitions;
import io.portcullis.port.store.JudgedLook;
import io.portcullis.port.store.RolloutCommit;
import io.portcullis.port.store.StoredRollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stored rollout and what inputs make of it, until all of that is committed at once. */
public final class Progress {

    private final List<LoggedEvent> log;
    private final long expectedSequence;
    private final List<Action> actions = new ArrayList<>();
    private final int lastLook;
    private Rollout rollout;

    public Progress(StoredRollout stored) {
        this.log = new ArrayList<>(stored.events());
        this.expectedSequence = stored.lastSequence();
        this.lastLook = stored.lastLook();
        this.rollout = Rollout.fold(stored.events());
    }

    /** As it is after the inputs so far. */
    public Rollout rollout() {
        return rollout;
    }

    /** Its whole log, with what the inputs added. */
    public List<LoggedEvent> log() {
        return List.copyOf(log);
    }

    public int lastLook() {
        return lastLook;
    }

    /** Tells it something; an illegal input changes nothing and is said back. */
    public Optional<TransitionIllegal> tell(RolloutInput input, Instant now) {
        TransitionResult result = Transitions.on(rollout, input, now);
        return switch (result) {
            case Transition(var after, var events, var moreActions) -> {
                rollout = after;
                log.addAll(events);
                actions.addAll(moreActions);
                yield Optional.empty();
            }
            case TransitionIllegal illegal -> Optional.of(illegal);
        };
    }

    /** Whether there is nothing to store but what comes from outside. */
    public boolean isUnchanged() {
        return log.getLast().sequence() == expectedSequence && actions.isEmpty();
    }

    /**
     * @param incidentId the id of the rollout's incident, should it have one now
     */
    public RolloutCommit commit(
            @Nullable JudgedLook look, List<String> finished, Supplier<IncidentId> incidentId) {
        List<LoggedEvent> events =
                log.stream().filter(event -> event.sequence() > expectedSequence).toList();
        return new RolloutCommit(
                rollout.spec().id(),
                expectedSequence,
                events,
                rollout.state().name(),
                look,
                events.isEmpty() ? null : incident(incidentId),
                actions,
                finished,
                events.isEmpty() ? new TreeMap<>() : running());
    }

    private @Nullable Incident incident(Supplier<IncidentId> incidentId) {
        return Incident.isOf(log) ? Incident.of(incidentId.get(), log).orElse(null) : null;
    }

    private SortedMap<Region, RunningRelease> running() {
        if (!(rollout.state() instanceof RolloutState.Succeeded)) {
            return new TreeMap<>();
        }
        var spec = rollout.spec();
        var running = new TreeMap<>(spec.running());
        for (Region region : spec.canaryShares(spec.plan().stageLast()).keySet()) {
            running.put(region, RunningRelease.of(spec.release()));
        }
        return running;
    }
}
