package io.portcullis.cli.drill.play;

import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.v1.Decision;
import io.portcullis.v1.Incident;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Reason;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutEvent;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.WatchRolloutResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes down what is seen of a rollout and its incident, whenever it changed. Not thread-safe. */
final class ActLog {
    private static final int ENTRIES_MAX = 5_000;
    private static final Set<RolloutState> ENDED =
            EnumSet.of(
                    RolloutState.ROLLOUT_STATE_REFUSED,
                    RolloutState.ROLLOUT_STATE_SUCCEEDED,
                    RolloutState.ROLLOUT_STATE_ROLLED_BACK);

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final InstantSource clock;
    private final List<Seen<RolloutEvent>> events = new ArrayList<>();
    private final List<Seen<Rollout>> sightings = new ArrayList<>();
    private final List<Seen<Incident>> incidents = new ArrayList<>();
    private final List<Seen<Incident>> environment = new ArrayList<>();
    private final Map<String, Incident> known = new HashMap<>();
    private @Nullable LookReport report;
    private Rollout rollout = Rollout.getDefaultInstance();

    ActLog(InstantSource clock) {
        this.clock = clock;
    }

    void saw(long look, WatchRolloutResponse update) {
        if (update.hasEvent() && events.size() < ENTRIES_MAX) {
            events.add(new Seen<>(look, clock.instant(), update.getEvent()));
        }
        if (update.hasLook()) {
            report = update.getLook();
        }
        if (update.hasRollout()) {
            saw(look, decided(update.getRollout()));
        }
    }

    /** A watched rollout says no decision where none is kept for good; that of the last look stands then. */
    private Rollout decided(Rollout seen) {
        return report == null || seen.hasDecision()
                ? seen
                : seen.toBuilder().setDecision(report.getDecision()).build();
    }

    void saw(long look, Rollout seen) {
        if (!summary(seen).equals(summary(rollout)) && sightings.size() < ENTRIES_MAX) {
            sightings.add(new Seen<>(look, clock.instant(), seen));
        }
        rollout = seen;
    }

    void saw(long look, Incident incident) {
        boolean same = !incidents.isEmpty() && incidents.getLast().value().equals(incident);
        if (!same && incidents.size() < ENTRIES_MAX) {
            incidents.add(new Seen<>(look, clock.instant(), incident));
        }
    }

    void sawOfWorld(long look, EnvironmentWatch.Told told) {
        Incident incident = told.incident();
        Incident before = known.put(incident.getName(), incident);
        boolean same = before != null && summary(before).equals(summary(incident));
        if (!same && environment.size() < ENTRIES_MAX) {
            environment.add(new Seen<>(look, told.at(), incident));
        }
    }

    /** Likewise of an incident; a probe that fails in 8 ms where it failed in 7 does not. */
    private static Incident summary(Incident seen) {
        Incident.Builder summary = seen.toBuilder();
        summary.getPresencesBuilderList()
                .forEach(presence -> presence.setText(wordsOf(presence.getText())));
        return summary.build();
    }

    /** What makes a sighting worth keeping; the number of the look does not. */
    private static Rollout summary(Rollout seen) {
        Rollout.Builder summary =
                Rollout.newBuilder()
                        .setState(seen.getState())
                        .setStage(seen.getStage())
                        .setIncident(seen.getIncident())
                        .addAllRollback(seen.getRollbackList());
        Decision.Builder decision = summary.getDecisionBuilder();
        decision.setKind(seen.getDecision().getKind());
        seen.getDecision().getReasonsList().stream()
                .map(ActLog::summary)
                .distinct()
                .sorted(
                        Comparator.comparingInt(Reason::getTypeValue)
                                .thenComparing(Reason::getText))
                .forEach(decision::addReasons);
        return summary.build();
    }

    private static Reason summary(Reason seen) {
        return Reason.newBuilder().setType(seen.getType()).setText(wordsOf(seen.getText())).build();
    }

    private static String wordsOf(String text) {
        return DIGITS.matcher(text).replaceAll("");
    }

    Rollout rollout() {
        return rollout;
    }

    boolean isOver() {
        return ENDED.contains(rollout.getState());
    }

    /** Whether it waits for a person, who does not come. */
    boolean isPaused() {
        return rollout.getState() == RolloutState.ROLLOUT_STATE_PAUSED;
    }

    Optional<LookReport> report() {
        return Optional.ofNullable(report);
    }

    Optional<Incident> incident() {
        return incidents.isEmpty() ? Optional.empty() : Optional.of(incidents.getLast().value());
    }

    List<Seen<RolloutEvent>> events() {
        return events;
    }

    List<Seen<Rollout>> sightings() {
        return sightings;
    }

    List<Seen<Incident>> incidents() {
        return incidents;
    }

    List<Seen<Incident>> environment() {
        return environment;
    }
}
