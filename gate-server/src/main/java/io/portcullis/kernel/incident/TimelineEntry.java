package io.portcullis.kernel.incident;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an incident's story; corrections are new entries.
 *
 * @param occurredAt when it happened
 * @param recordedAt when the gate wrote it down
 * @param kind name of the event, such as {@code STAGE_OPENED}
 * @param region the region it is about, where it is about one
 * @param text one or two sentences
 */
public record TimelineEntry(
        Instant occurredAt,
        Instant recordedAt,
        Actor actor,
        String kind,
        @Nullable Region region,
        String text) {}
