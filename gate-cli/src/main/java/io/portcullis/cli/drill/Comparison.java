package io.portcullis.cli.drill;

import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.scenario.History;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.RolloutState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    private static Comparison of(ActRecord record, History history, int secondsPerLook) {
        long change = record.firstFaultLook().orElse(record.startLook());
        Optional<Duration> detected =
                Stream.concat(
                                record.sightings().stream()
                                        .filter(s ->
                                                s.value().getDecision().getKind()
                                                        == DecisionKind.DECISION_KIND_ABORT)
                                        .map(Seen::look),
                                record.environment().stream().map(Seen::look))
                        .filter(look -> look >= change)
                        .min(Comparator.naturalOrder())
                        .map(look -> Duration.ofSeconds((look - change) * secondsPerLook));
        Optional<Duration> resolved =
                (record.rollout().getState() == RolloutState.ROLLOUT_STATE_ROLLED_BACK
                                ? Optional.of(record.endLook())
                                : worldResolved(record))
                        .map(look -> Duration.ofSeconds((look - change) * secondsPerLook));
        return new Comparison(
                record.act().name(),
                history,
                detected,
                resolved,
                record.rollout().getState() == RolloutState.ROLLOUT_STATE_REFUSED);
    }

    /** When the last incident of the world was resolved, if all are. */
    private static Optional<Long> worldResolved(ActRecord record) {
        return record.environment().isEmpty()
                ? Optional.empty()
                : Optional.of(record.environment().getLast())
                        .filter(last ->
                                last.value().getState() == IncidentState.INCIDENT_STATE_RESOLVED)
                        .map(Seen::look);
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
