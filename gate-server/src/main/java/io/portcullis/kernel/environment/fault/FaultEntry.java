package io.portcullis.kernel.environment.fault;

import io.portcullis.kernel.evidence.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a fault's story.
 *
 * @param occurredAt when it happened
 * @param recordedAt when the gate wrote it down
 * @param place where, if anywhere in particular
 * @param by the person; empty when it was the gate
 */
public record FaultEntry(
        Instant occurredAt,
        Instant recordedAt,
        Kind kind,
        @Nullable Place place,
        String by,
        String text) {

    /** What happened. */
    public enum Kind {
        /** Unfit for the first time. */
        OPENED,
        /** Unfit in one place more. */
        SPREAD,
        /** Fit again in one place, or not watched there any more. */
        LEFT,
        /** Fit again everywhere, but not recovered. */
        WAITING,
        /** Gone for long enough. */
        RESOLVED,
        /** Back after it was resolved. */
        REOPENED,
        /** A person let rollouts go on all the same. */
        ACCEPTED
    }
}
