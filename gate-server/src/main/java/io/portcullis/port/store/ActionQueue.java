package io.portcullis.port.store;

import io.portcullis.kernel.rollout.RolloutId;
import java.time.Instant;
import java.util.List;

/**
 * Actions that were decided and are not done yet. They are put in by {@link RolloutStore#create} and
 * {@link RolloutStore#commit}, together with the events that call for them, and taken by the owner
 * of the rollout. Pages about the world are put in by {@link EnvironmentStore#commit}, and taken by
 * whoever watches it.
 *
 * <p>An action may be tried more than once: whoever does it sends its key, so that the other side
 * can tell a repetition.
 */
public interface ActionQueue {

    /** Most actions of one answer. */
    int DUE_MAX = 200;

    /** Actions of the rollout that may be tried now, oldest first, at most {@link #DUE_MAX}. */
    List<QueuedAction> due(RolloutId rollout, Instant now);

    /** Every action of the rollout that is not done, due or not, oldest first. */
    List<QueuedAction> open(RolloutId rollout);

    /** Finished rollouts, which have no owner, that left an action which may be tried now. */
    List<RolloutId> finishedDue(Instant now);

    /** Pages about the world that may be told now, oldest first, at most {@link #DUE_MAX}. */
    List<QueuedPage> pagesDue(Instant now);

    /**
     * It was tried and is not done.
     *
     * @param nextAttemptAt when it may be tried again
     * @param failure what went wrong; empty when it just takes time
     */
    void attempted(String key, Instant nextAttemptAt, String failure);

    /** It is done, or nobody wants it any more. Done twice is done. */
    void done(String key, String result);
}
