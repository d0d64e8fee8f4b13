package io.portcullis.port.store;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that follows from one input of a rollout: a look, a person's word, an answer of a
 * control.
 *
 * @param expectedSequence last event this was decided on
 * @param events new events, from the next sequence on; may be empty
 * @param state after them
 * @param look the look that was judged; absent when the input was none
 * @param incident opened or changed by it; absent when unchanged
 * @param actions to be done once it is stored; one whose key is known is not stored again
 * @param finished keys of actions whose outcome this input was
 * @param running what runs in each region from now on, after a success; empty leaves what is known
 */
public record RolloutCommit(
        RolloutId id,
        long expectedSequence,
        List<LoggedEvent> events,
        RolloutState.Name state,
        @Nullable JudgedLook look,
        @Nullable Incident incident,
        List<Action> actions,
        List<String> finished,
        SortedMap<Region, RunningRelease> running) {

    public RolloutCommit {
        events = List.copyOf(events);
        actions = List.copyOf(actions);
        finished = List.copyOf(finished);
        running = Collections.unmodifiableSortedMap(new TreeMap<>(running));
        requireConsecutive(events, expectedSequence);
    }

    static void requireConsecutive(List<LoggedEvent> events, long last) {
        long expected = last + 1;
        for (LoggedEvent event : events) {
            if (event.sequence() != expected) {
                throw new IllegalArgumentException(
                        "sequence is " + event.sequence() + "; must be " + expected);
            }
            expected++;
        }
    }
}
