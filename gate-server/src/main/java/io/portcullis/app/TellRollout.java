package io.portcullis.app;

import io.portcullis.app.RequestRefused.Kind;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutInput;
import io.portcullis.kernel.rollout.TransitionResult.TransitionIllegal;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.store.IncidentStore;
import io.portcullis.port.store.JudgedLook;
import io.portcullis.port.store.RolloutCommit;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.port.store.StoredRollout;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Tells a rollout something that came from outside, and stores what follows. */
public final class TellRollout {

    /** Races lost in a row before the caller is told; one competitor loses at most one a look. */
    private static final int ATTEMPTS_MAX = 8;

    private final RolloutStore rollouts;
    private final IncidentStore incidents;
    private final NewIds ids;
    private final InstantSource clock;
    private final RolloutFeed feed;

    public TellRollout(
            RolloutStore rollouts,
            IncidentStore incidents,
            NewIds ids,
            InstantSource clock,
            RolloutFeed feed) {
        this.rollouts = rollouts;
        this.incidents = incidents;
        this.ids = ids;
        this.clock = clock;
        this.feed = feed;
    }

    /**
     * @param input made of the id of the last look
     * @return the rollout after it
     * @throws RequestRefused there is no such rollout, or the input is not legal now
     */
    public Rollout tell(RolloutId id, IntFunction<RolloutInput> input) {
        return told(id, input, List.of()).orRefuse();
    }

    /**
     * Tells it the outcome of actions; an input that is no longer legal only finishes them.
     *
     * @param finished keys of actions that are done
     */
    public void outcome(RolloutId id, IntFunction<RolloutInput> input, List<String> finished) {
        told(id, input, finished);
    }

    /** Stores what inputs made of a rollout, with the look that was judged, if it was one. */
    public void commit(Progress progress, @Nullable JudgedLook look, List<String> finished) {
        RolloutId id = progress.rollout().spec().id();
        RolloutCommit commit = progress.commit(look, finished, () -> incidentId(id));
        rollouts.commit(commit);
        feed.changed(id);
    }

    public StoredRollout load(RolloutId id) {
        return rollouts.find(id)
                .orElseThrow(() ->
                        new RequestRefused(new Why.NotFound(Kind.ROLLOUT, id.resourceName())));
    }

    private Told told(RolloutId id, IntFunction<RolloutInput> input, List<String> finished) {
        StaleRevision lost = new StaleRevision("rollout " + id);
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var progress = new Progress(load(id));
            var illegal = progress.tell(input.apply(progress.lastLook()), clock.instant());
            try {
                if (!progress.isUnchanged() || !finished.isEmpty()) {
                    commit(progress, null, finished);
                }
                return new Told(progress.rollout(), illegal);
            } catch (StaleRevision e) {
                lost = e;
            }
        }
        throw lost;
    }

    private IncidentId incidentId(RolloutId rollout) {
        return incidents
                .find(rollout)
                .map(Incident::id)
                .orElseGet(() -> new IncidentId(ids.next()));
    }

    private record Told(Rollout rollout, Optional<TransitionIllegal> illegal) {

        Rollout orRefuse() {
            if (illegal.isPresent()) {
                throw new RequestRefused(
                        new Why.Illegal(
                                rollout.spec().id().resourceName(),
                                illegal.get().state().name(),
                                illegal.get().text()));
            }
            return rollout;
        }
    }
}
