package io.portcullis.kernel.incident;

import io.portcullis.kernel.rollout.Actor;
import java.time.Instant;

/**
 * One line of an incident's story; corrections are new entries.
 *
 * @param occurredAt when it happened
 * @param recordedAt when the gate wrote it down
 * @param kind name of the event, such as {@code STAGE_OPENED}
 * @param text one sentence
 */
public record TimelineEntry(
        Instant occurredAt, Instant recordedAt, Actor actor, String kind, String text) {}
