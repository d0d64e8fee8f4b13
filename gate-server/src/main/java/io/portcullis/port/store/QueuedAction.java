package io.portcullis.port.store;

import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.RolloutId;
import java.time.Instant;

/**
 * An action that waits to be done.
 *
 * @param attempts how often it was tried
 * @param nextAttemptAt not before then
 * @param failure of the last attempt; empty when there was none
 */
public record QueuedAction(
        RolloutId rollout, Action action, int attempts, Instant nextAttemptAt, String failure) {}
