package io.portcullis.kernel.rollout;

import java.time.Instant;

/**
 * One entry of a rollout's log.
 *
 * @param sequence 1, 2, ... without gaps
 * @param at when it was recorded
 * @param actor who did it
 */
public record LoggedEvent(long sequence, Instant at, Actor actor, RolloutEvent event) {

    public LoggedEvent {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence is " + sequence + "; must be >= 1");
        }
    }
}
