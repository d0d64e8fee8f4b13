package io.portcullis.kernel.incident;

import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.EventText;
import io.portcullis.kernel.rollout.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The log of a rollout as the story of its incident. */
final class Timeline {

    private Timeline() {}

    /** The first bad look was recorded only when it was understood. */
    static List<TimelineEntry> of(List<LoggedEvent> log, Instant startedAt, Instant detectedAt) {
        var entries = new ArrayList<TimelineEntry>();
        log.stream().map(Timeline::entry).forEach(entries::add);
        if (startedAt.isBefore(detectedAt)) {
            entries.add(
                    new TimelineEntry(
                            startedAt,
                            detectedAt,
                            Actor.GATE,
                            "FIRST_BAD_LOOK",
                            null,
                            "First bad look, as seen afterwards."));
        }
        entries.sort(Comparator.comparing(TimelineEntry::occurredAt));
        return List.copyOf(entries);
    }

    private static TimelineEntry entry(LoggedEvent logged) {
        return new TimelineEntry(
                logged.at(),
                logged.at(),
                logged.actor(),
                EventText.kind(logged.event()),
                EventText.region(logged.event()).orElse(null),
                EventText.text(logged.event()));
    }
}
