package io.portcullis.port.store;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import java.util.List;
import java.util.Map;

/**
 * A rollout to be stored for the first time, admitted or refused.
 *
 * @param requestId makes the start idempotent; empty when the caller gave none
 * @param contentHash digest of everything asked for, to tell a repeated request from another one
 * @param events first events, sequence from 1
 * @param state after them
 * @param before last looks before the rollout, oldest first; they get the ids ..., -1, 0
 * @param snapshot analysis before the first look; {@link Bytes#NONE} without one
 * @param seriesBooks last counted values of pulled series, by source
 * @param inboxCursor pushed evidence up to here is before the rollout
 * @param actions to be done once it is stored
 */
public record NewRollout(
        RolloutId id,
        ServiceName service,
        String requestId,
        String contentHash,
        List<LoggedEvent> events,
        RolloutState.Name state,
        List<LookEvidence> before,
        Bytes snapshot,
        Map<String, Bytes> seriesBooks,
        long inboxCursor,
        List<Action> actions) {

    /** Most looks before a rollout. */
    public static final int BEFORE_MAX = 360;

    public NewRollout {
        events = List.copyOf(events);
        before = List.copyOf(before);
        seriesBooks = Map.copyOf(seriesBooks);
        actions = List.copyOf(actions);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("events is empty; a rollout begins with an event");
        }
        RolloutCommit.requireConsecutive(events, 0);
        if (before.size() > BEFORE_MAX) {
            throw new IllegalArgumentException(
                    "before has " + before.size() + " looks; must have at most " + BEFORE_MAX);
        }
    }
}
