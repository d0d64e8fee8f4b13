package io.portcullis.cli.drill;

import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.scenario.History;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Incident;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.RolloutState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One act beside history, in minutes of the scenario after the change went out.
 *
 * @param detected empty when the gate did not see it
 * @param resolved empty when it was not brought back
 */
record Comparison(
        String act,
        History history,
        Optional<Duration> detected,
        Optional<Duration> resolved,
        boolean refused) {
    private static final double SECONDS_PER_MINUTE = 60;

    /** Of every act, where the scenario has a history. */
    static List<Comparison> of(DrillResult result) {
        History history = result.scenario().history();
        if (history == null) {
            return List.of();
        }
        int seconds = result.scenario().world().seconds();
        List<Comparison> comparisons = new ArrayList<>();
        result.acts().forEach(act -> comparisons.add(of(act.record(), history, seconds)));
        return comparisons;
    }

    static Comparison of(ActRecord record, History history, int secondsPerLook) {
        long change = record.firstFaultLook().orElse(record.startLook());
        Collection<List<Seen<Incident>>> incidents =
                record.environment().stream()
                        .collect(Collectors.groupingBy(seen -> seen.value().getName()))
                        .values();
        Optional<Duration> detected =
                Stream.concat(
                                record.sightings().stream()
                                        .filter(s ->
                                                s.value().getDecision().getKind()
                                                        == DecisionKind.DECISION_KIND_ABORT)
                                        .map(Seen::look),
                                incidents.stream().flatMap(Comparison::openings))
                        .filter(look -> look >= change)
                        .min(Comparator.naturalOrder())
                        .map(look -> Duration.ofSeconds((look - change) * secondsPerLook));
        Optional<Duration> resolved =
                (record.rollout().getState() == RolloutState.ROLLOUT_STATE_ROLLED_BACK
                                ? Optional.of(record.endLook())
                                : worldResolved(incidents, change))
                        .map(look -> Duration.ofSeconds((look - change) * secondsPerLook));
        return new Comparison(
                record.act().name(),
                history,
                detected,
                resolved,
                record.rollout().getState() == RolloutState.ROLLOUT_STATE_REFUSED);
    }

    /** Looks in which an incident was seen open, and had not been just before. */
    private static Stream<Long> openings(List<Seen<Incident>> incident) {
        return IntStream.range(0, incident.size())
                .filter(i -> isOpen(incident.get(i)))
                .filter(i -> i == 0 || !isOpen(incident.get(i - 1)))
                .mapToObj(i -> incident.get(i).look());
    }

    /** When the last incident of the world that was open after the change was resolved, if all are. */
    private static Optional<Long> worldResolved(
            Collection<List<Seen<Incident>>> incidents, long change) {
        return incidents.stream()
                .filter(incident -> incident.stream().anyMatch(Comparison::isOpen))
                .map(Comparison::closing)
                .filter(look -> look >= change)
                .max(Comparator.naturalOrder())
                .filter(look -> look < Long.MAX_VALUE);
    }

    /** The look in which an incident was seen resolved for good; beyond all looks where it is open. */
    private static long closing(List<Seen<Incident>> incident) {
        long closed = Long.MAX_VALUE;
        for (Seen<Incident> seen : incident) {
            closed = isOpen(seen) ? Long.MAX_VALUE : Math.min(closed, seen.look());
        }
        return closed;
    }

    private static boolean isOpen(Seen<Incident> seen) {
        return seen.value().getState() != IncidentState.INCIDENT_STATE_RESOLVED;
    }

    String text() {
        String then =
                "history: detected "
                        + minutes(history.untilDetected())
                        + " after the change, resolved "
                        + minutes(history.untilResolved());
        String now =
                refused
                        ? "refused before anything was touched"
                        : "detected "
                                + detected.map(Comparison::minutes).orElse("never")
                                + ", resolved "
                                + resolved.map(Comparison::minutes).orElse("never");
        return System.lineSeparator()
                + "Act "
                + act
                + " beside "
                + history.source()
                + System.lineSeparator()
                + "  "
                + then
                + System.lineSeparator()
                + "  here:    "
                + now
                + (refused ? "" : " (minutes of the scenario)");
    }

    static String minutes(Duration duration) {
        return "%.1f min".formatted(duration.toSeconds() / SECONDS_PER_MINUTE);
    }
}
