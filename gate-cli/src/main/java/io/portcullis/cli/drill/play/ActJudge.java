package io.portcullis.cli.drill.play;

import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.scenario.Expectation;
import io.portcullis.cli.file.Rules;
import io.portcullis.cli.text.Names;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Incident;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.Place.PlaceCase;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.RegionRollback;
import io.portcullis.v1.RegionRollbackState;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what happened in an act with what was expected. Pure. */
final class ActJudge {
    private ActJudge() {}

    static List<Verdict> verdicts(ActRecord record) {
        return record.act().expect().stream()
                .map(expectation -> verdict(expectation, record))
                .toList();
    }

    /** Of one expectation. */
    static Verdict verdict(Expectation expectation, ActRecord record) {
        return switch (expectation) {
            case Expectation.Refused refused -> refused(refused, record);
            case Expectation.Aborted aborted -> aborted(aborted, record);
            case Expectation.QuietBeforeFault _ -> quiet(record);
            case Expectation.NeverAborted _ -> never(record);
            case Expectation.Held held -> held(held, record);
            case Expectation.NotWidened widened -> notWidened(widened, record);
            case Expectation.Restored restored -> restored(restored, record);
            case Expectation.Lagged lagged -> lagged(lagged, record);
            case Expectation.IncidentRecorded incident -> incident(incident, record);
            case Expectation.Ended ended -> ended(ended, record);
            case Expectation.EnvironmentIncident incident ->
                    EnvironmentJudge.incident(incident, record);
        };
    }

    private static Verdict refused(Expectation.Refused expected, ActRecord record) {
        ReasonType type = Expectation.reason(expected.reason());
        String key = expected.key() == null ? "" : expected.key();
        List<Reason> fitting =
                record.rollout().getRefusalsList().stream()
                        .filter(r -> r.getType() == type)
                        .filter(r -> key.isEmpty() || r.getConfigurationKey().equals(key))
                        .toList();
        Set<String> unnamed = new TreeSet<>(Rules.list(expected.regions()));
        fitting.forEach(reason -> unnamed.removeIf(region -> names(reason, region)));
        boolean passed =
                record.rollout().getState() == RolloutState.ROLLOUT_STATE_REFUSED
                        && !fitting.isEmpty()
                        && unnamed.isEmpty();
        return new Verdict(
                passed,
                "refused at the start: "
                        + Names.of(type)
                        + (key.isEmpty() ? "" : " " + key)
                        + " in "
                        + Rules.list(expected.regions()).size()
                        + " regions",
                stateOf(record.rollout())
                        + ", "
                        + (unnamed.isEmpty()
                                ? fitting.size() + " reasons name key and region"
                                : "not named: " + unnamed)
                        + fitting.stream().findFirst().map(r -> ": " + r.getText()).orElse(""));
    }

    private static boolean names(Reason reason, String region) {
        return reason.getPlace().getPlaceCase() == PlaceCase.REGION
                ? reason.getPlace().getRegion().equals(region)
                : reason.getText().contains(region);
    }

    private static Verdict aborted(Expectation.Aborted expected, ActRecord record) {
        ReasonType type = Expectation.reason(expected.reason());
        String said = said(expected);
        Optional<Seen<Rollout>> abort = firstAbort(record);
        OptionalLong fault = record.firstFaultLook();
        if (abort.isEmpty() || fault.isEmpty()) {
            return new Verdict(
                    false,
                    said,
                    abort.isEmpty() ? "no ABORT; " + answer(record.rollout()) : "no fault met");
        }
        long looks = abort.get().look() - fault.getAsLong();
        List<Reason> reasons = abort.get().value().getDecision().getReasonsList();
        boolean fits = reasons.stream().anyMatch(r -> fits(r, expected));
        Duration since =
                record.firstFaultAt()
                        .map(at -> Duration.between(at, abort.get().at()))
                        .orElse(Duration.ZERO);
        boolean links = reasons.stream().anyMatch(r -> touchedLink(r, record));
        boolean named = links || !Boolean.TRUE.equals(expected.namesLinks());
        return new Verdict(
                fits && named && isSoon(expected, looks, since),
                said,
                "ABORT %d looks, %.1f s after it: %s%s"
                        .formatted(
                                looks,
                                since.toMillis() / 1_000.0,
                                Words.reasons(reasons),
                                says(expected).isEmpty() ? "" : ". " + first(reasons, type)));
    }

    private static boolean fits(Reason reason, Expectation.Aborted expected) {
        return reason.getType() == Expectation.reason(expected.reason())
                && reason.getText().contains(says(expected))
                && (expected.rung() == null || reason.getRung().equals(expected.rung().letter()));
    }

    private static boolean isSoon(Expectation.Aborted expected, long looks, Duration since) {
        return looks >= 0 && looks <= expected.withinLooks() && expected.isSoon(since);
    }

    private static String says(Expectation.Aborted expected) {
        return expected.says() == null ? "" : expected.says();
    }

    private static String said(Expectation.Aborted expected) {
        String says = says(expected);
        return "ABORT, "
                + Names.of(Expectation.reason(expected.reason()))
                + ", at most "
                + expected.withinLooks()
                + " looks after the first bad one"
                + (Boolean.TRUE.equals(expected.namesLinks())
                        ? ", naming a link with a canary"
                        : "")
                + (expected.withinSeconds() == null
                        ? ""
                        : ", at most " + expected.withinSeconds() + " s by the clock")
                + (expected.rung() == null ? "" : ", on rung " + expected.rung().letter())
                + (says.isEmpty() ? "" : ", saying \"" + says + "\"");
    }

    private static String first(List<Reason> reasons, ReasonType type) {
        return reasons.stream()
                .filter(reason -> reason.getType() == type)
                .map(Reason::getText)
                .findFirst()
                .orElse("");
    }

    private static boolean touchedLink(Reason reason, ActRecord record) {
        Set<String> touched =
                record.rollout().getRollbackList().stream()
                        .map(RegionRollback::getRegion)
                        .collect(Collectors.toSet());
        return reason.getPlace().getPlaceCase() == PlaceCase.LINK
                && (touched.contains(reason.getPlace().getLink().getSourceRegion())
                        || touched.contains(reason.getPlace().getLink().getDestinationRegion()));
    }

    private static Verdict quiet(ActRecord record) {
        long fault = record.firstFaultLook().orElse(Long.MAX_VALUE);
        Optional<Seen<Rollout>> abort = firstAbort(record).filter(a -> a.look() < fault);
        return new Verdict(
                abort.isEmpty(),
                "no ABORT before the fault",
                abort.map(a -> "ABORT in look " + a.look()).orElse("none"));
    }

    private static Verdict never(ActRecord record) {
        Optional<Seen<Rollout>> abort = firstAbort(record);
        return new Verdict(
                abort.isEmpty(),
                "never ABORT",
                abort.map(a ->
                                "ABORT in look "
                                        + a.look()
                                        + ": "
                                        + Words.reasons(a.value().getDecision().getReasonsList()))
                        .orElse("none"));
    }

    private static Verdict held(Expectation.Held expected, ActRecord record) {
        boolean toTheEnd = Boolean.TRUE.equals(expected.atEnd());
        String said =
                "HOLD, "
                        + Names.of(Expectation.reason(expected.reason()))
                        + ", at most "
                        + expected.withinLooks()
                        + " looks after "
                        + (record.hasFaults() ? "the first bad one" : "the start")
                        + (expected.isSaid("") ? "" : ", saying \"" + expected.says() + "\"")
                        + (toTheEnd ? ", to the end" : "");
        if (record.hasFaults() && record.firstFaultLook().isEmpty()) {
            return new Verdict(false, said, "no fault met");
        }
        long started = record.sightings().stream().findFirst().map(Seen::look).orElse(0L);
        long from = Math.max(record.firstFaultLook().orElse(0), started);
        Optional<Seen<Rollout>> first =
                since(from, record.sightings())
                        .filter(s -> holdsFor(s.value(), expected))
                        .findFirst();
        boolean lasts = !toTheEnd || holdsFor(record.rollout(), expected);
        long looks = first.map(s -> Math.max(0, s.look() - from)).orElse(Long.MAX_VALUE);
        return new Verdict(
                looks <= expected.withinLooks() && lasts,
                said,
                first.map(s ->
                                "HOLD "
                                        + looks
                                        + " looks after it"
                                        + (lasts ? "" : ", but not at the end")
                                        + ": "
                                        + heldBy(s.value(), expected))
                        .orElse("no such HOLD; " + stateOf(record.rollout())));
    }

    /** What was seen from this look on, and before it what was so still: a sighting is kept only when something changed. */
    private static Stream<Seen<Rollout>> since(long look, List<Seen<Rollout>> sightings) {
        List<Seen<Rollout>> before = sightings.stream().filter(s -> s.look() < look).toList();
        return sightings.stream().skip(Math.max(0, before.size() - 1));
    }

    private static String heldBy(Rollout rollout, Expectation.Held expected) {
        ReasonType type = Expectation.reason(expected.reason());
        return rollout.getDecision().getReasonsList().stream()
                .filter(reason -> reason.getType() == type && expected.isSaid(reason.getText()))
                .map(Reason::getText)
                .findFirst()
                .orElse("");
    }

    private static boolean holdsFor(Rollout rollout, Expectation.Held expected) {
        ReasonType type = Expectation.reason(expected.reason());
        return rollout.getDecision().getKind() == DecisionKind.DECISION_KIND_HOLD
                && rollout.getDecision().getReasonsList().stream()
                        .anyMatch(reason ->
                                reason.getType() == type && expected.isSaid(reason.getText()));
    }

    private static Verdict notWidened(Expectation.NotWidened expected, ActRecord record) {
        int stage = record.stagesOpened();
        return new Verdict(
                stage <= expected.afterStage(),
                expected.afterStage() == 0
                        ? "no stage was opened"
                        : "no stage after stage " + expected.afterStage() + " was opened",
                stage == 0 ? "none was" : "stage " + stage + " was the last");
    }

    private static Verdict restored(Expectation.Restored expected, ActRecord record) {
        Set<String> missing = new TreeSet<>(expected.regions());
        record.rollout().getRollbackList().stream()
                .filter(ActJudge::isBack)
                .forEach(rollback -> missing.remove(rollback.getRegion()));
        return new Verdict(
                missing.isEmpty(),
                "rolled back and seen healthy: " + String.join(", ", expected.regions()),
                missing.isEmpty() ? "all are back" : "not back: " + missing);
    }

    private static Verdict lagged(Expectation.Lagged expected, ActRecord record) {
        Predicate<Rollout> waits =
                rollout ->
                        rollout.getState() == RolloutState.ROLLOUT_STATE_VERIFYING
                                && rollout.getRollbackList().stream()
                                        .filter(r -> !isBack(r))
                                        .map(RegionRollback::getRegion)
                                        .collect(Collectors.toSet())
                                        .equals(Set.of(expected.region()))
                                && rollout.getRollbackCount() > 1;
        Optional<Seen<Rollout>> first =
                record.sightings().stream().filter(s -> waits.test(s.value())).findFirst();
        boolean open = first.isPresent() && openAfter(record, first.get().look());
        return new Verdict(
                open,
                expected.region() + " lags: VERIFYING and the incident open for it alone",
                first.map(s ->
                                "VERIFYING for "
                                        + expected.region()
                                        + " alone from look "
                                        + s.look()
                                        + (open
                                                ? ", incident open"
                                                : ", but the incident was not open"))
                        .orElse("never VERIFYING for it alone"));
    }

    private static boolean openAfter(ActRecord record, long look) {
        return record.incidents().stream()
                        .noneMatch(i ->
                                i.look() < look
                                        && i.value().getState()
                                                == IncidentState.INCIDENT_STATE_RESOLVED)
                && !record.incidents().isEmpty();
    }

    private static Verdict incident(Expectation.IncidentRecorded expected, ActRecord record) {
        String said =
                "an incident, resolved, that says when each of "
                        + String.join(", ", expected.regions())
                        + " was back";
        Optional<Incident> incident = record.incident();
        if (incident.isEmpty()) {
            return new Verdict(false, said, "no incident");
        }
        Set<String> untimed = new TreeSet<>(expected.regions());
        incident.get().getRollbackList().stream()
                .filter(RegionRollback::hasBackTime)
                .forEach(rollback -> untimed.remove(rollback.getRegion()));
        boolean resolved = incident.get().getState() == IncidentState.INCIDENT_STATE_RESOLVED;
        return new Verdict(
                resolved && untimed.isEmpty(),
                said,
                incident.get().getName()
                        + ", "
                        + (resolved ? "resolved" : "not resolved")
                        + (untimed.isEmpty() ? "" : ", no time for " + untimed));
    }

    private static Verdict ended(Expectation.Ended expected, ActRecord record) {
        RolloutState state = Expectation.state(expected.state());
        long looks = record.endLook() - record.startLook();
        OptionalInt limit = expected.looksGiven();
        return new Verdict(
                record.rollout().getState() == state && looks <= limit.orElse(Integer.MAX_VALUE),
                "ends "
                        + Names.of(state)
                        + (limit.isPresent() ? " within " + limit.getAsInt() + " looks" : ""),
                stateOf(record.rollout())
                        + " after "
                        + looks
                        + " looks"
                        + (record.finished() ? "" : " (given up)"));
    }

    private static String answer(Rollout rollout) {
        return stateOf(rollout)
                + rollout.getDecision().getReasonsList().stream()
                        .findFirst()
                        .map(reason -> ": " + reason.getText())
                        .orElse("");
    }

    private static String stateOf(Rollout rollout) {
        return Names.of(rollout.getState());
    }

    private static boolean isBack(RegionRollback rollback) {
        return rollback.getState() == RegionRollbackState.REGION_ROLLBACK_STATE_BACK;
    }

    /** The first sighting with ABORT as the decision. */
    static Optional<Seen<Rollout>> firstAbort(ActRecord record) {
        return record.sightings().stream()
                .filter(s -> s.value().getDecision().getKind() == DecisionKind.DECISION_KIND_ABORT)
                .findFirst();
    }
}
