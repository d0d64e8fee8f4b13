package io.portcullis.port.store;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import java.util.List;

/**
 * A rollout as it is kept.
 *
 * @param events its whole log, in order; the state is their fold
 * @param lastLook id of the last look; 0 before the first
 * @param inboxCursor pushed evidence up to here is counted
 */
public record StoredRollout(
        RolloutId id,
        ServiceName service,
        RolloutState.Name state,
        List<LoggedEvent> events,
        int lastLook,
        long inboxCursor) {

    public StoredRollout {
        events = List.copyOf(events);
    }

    public long lastSequence() {
        return events.getLast().sequence();
    }
}
