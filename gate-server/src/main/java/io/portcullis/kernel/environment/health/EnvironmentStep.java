package io.portcullis.kernel.environment.health;

import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.environment.fault.FaultEntry;
import io.portcullis.kernel.environment.fault.Faults;
import io.portcullis.kernel.environment.standing.Standing;
import io.portcullis.kernel.environment.standing.Standings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The world after one look.
 *
 * @param health after it
 * @param events what happened to faults, in the order of their fingerprints
 */
public record EnvironmentStep(StandingHealth health, List<Event> events) {

    /** Of the time after which a subject is forgotten, a pause between looks counts a third at most. */
    private static final int PAUSE_PARTS = 3;

    public EnvironmentStep {
        events = List.copyOf(events);
    }

    /**
     * Something that happened to a fault.
     *
     * @param fault as it is after the step
     */
    public record Event(Fault fault, FaultEntry entry) {}

    /**
     * One look at the world. Observations may come in any order, late or twice: only those newer than
     * the last one of their source count.
     */
    public static EnvironmentStep of(
            StandingHealth before, List<Observation> seen, EnvironmentLimits limits, Instant now) {
        var standings =
                Standings.after(watched(before, limits, now), seen, limits.forgetAfter(), now);
        var faults = Faults.after(before.faults(), standings, limits.reopenWithin(), now);
        return new EnvironmentStep(
                new StandingHealth(now, standings, faults), events(before.faults(), faults));
    }

    /**
     * While nobody looked nobody could speak: of a long time without a look only a part counts
     * towards forgetting, so that a source that is slow after it is heard before it is forgotten.
     */
    private static List<Standing> watched(
            StandingHealth before, EnvironmentLimits limits, Instant now) {
        Duration pause = Duration.between(before.at(), now);
        Duration counted = limits.forgetAfter().dividedBy(PAUSE_PARTS);
        return before.standings().isEmpty() || pause.compareTo(counted) <= 0
                ? before.standings()
                : before.standings().stream()
                        .map(it -> it.mentionedLater(pause.minus(counted)))
                        .toList();
    }

    /** Faults that are otherwise than before. */
    public static List<Fault> changed(StandingHealth before, StandingHealth after) {
        var known = new HashSet<>(before.faults());
        return after.faults().stream().filter(it -> !known.contains(it)).toList();
    }

    private static List<Event> events(List<Fault> before, List<Fault> after) {
        Map<String, Fault> known =
                before.stream()
                        .collect(Collectors.toMap(it -> it.id().toString(), Function.identity()));
        var events = new ArrayList<Event>();
        for (Fault fault : after) {
            var was = known.get(fault.id().toString());
            var told = was == null ? List.<FaultEntry>of() : was.timeline();
            if (fault.timeline().equals(told)) {
                continue;
            }
            fault.timeline().stream()
                    .filter(entry -> !told.contains(entry))
                    .forEach(entry -> events.add(new Event(fault, entry)));
        }
        return events;
    }
}
