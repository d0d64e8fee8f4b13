package io.portcullis.kernel.rollout;

import io.portcullis.kernel.rollout.TransitionResult.Transition;
import java.time.Instant;

/** What each input makes of a rollout. The same input in the same state gives the same events. */
public final class Transitions {

    private Transitions() {}

    /** Stores a request. */
    public static Transition request(RolloutSpec spec, Actor actor, Instant now) {
        throw new UnsupportedOperationException("request " + spec + actor + now);
    }

    /** Tells a rollout something. */
    public static TransitionResult on(Rollout rollout, RolloutInput input, Instant now) {
        throw new UnsupportedOperationException("on " + rollout + input + now);
    }
}
