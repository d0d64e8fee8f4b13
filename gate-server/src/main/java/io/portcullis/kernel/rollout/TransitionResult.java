package io.portcullis.kernel.rollout;

import java.util.List;

/** What follows from an input. */
public sealed interface TransitionResult {

    /**
     * The input was legal.
     *
     * @param events to append to the log, in order; empty when nothing changed
     * @param actions to do after the events are stored
     */
    record Transition(Rollout rollout, List<LoggedEvent> events, List<Action> actions)
            implements TransitionResult {
        public Transition {
            events = List.copyOf(events);
            actions = List.copyOf(actions);
        }
    }

    /**
     * The input is not legal in this state; nothing changed.
     *
     * @param text what is wrong and what to do, for the caller
     */
    record TransitionIllegal(RolloutState.Name state, String text) implements TransitionResult {}
}
