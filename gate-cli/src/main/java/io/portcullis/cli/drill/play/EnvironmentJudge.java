package io.portcullis.cli.drill.play;

import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.scenario.Expectation;
import io.portcullis.cli.file.Rules;
import io.portcullis.v1.Incident;
import io.portcullis.v1.IncidentClass;
import io.portcullis.v1.IncidentPresence;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the incident of the world that was recorded with the one that was expected. Pure. */
final class EnvironmentJudge {
    private EnvironmentJudge() {}

    static Verdict incident(Expectation.EnvironmentIncident expected, ActRecord record) {
        String said = said(expected);
        Optional<FaultSpell> fault = record.spells().stream().findFirst();
        List<Seen<Incident>> seen =
                sinceClosed(
                        record.environment().stream()
                                .filter(i -> isOf(expected, i.value()))
                                .toList(),
                        fault.map(FaultSpell::firstLook).orElse(0L));
        Optional<Seen<Incident>> first = seen.stream().filter(i -> isOpen(i.value())).findFirst();
        if (first.isEmpty() || fault.isEmpty()) {
            return new Verdict(false, said, first.isEmpty() ? none(record) : "no fault met");
        }
        List<String> wrong = new ArrayList<>();
        long looks = first.get().look() - fault.get().firstLook();
        Duration since = Duration.between(fault.get().firstAt(), first.get().at());
        boolean soon = looks <= expected.withinLooks() && expected.isSoon(since);
        add(wrong, looks < 0, "it was open before the fault");
        add(wrong, !soon, "that is too late");
        addContents(wrong, expected, seen);
        addLife(wrong, expected, record, seen);
        return new Verdict(
                wrong.isEmpty(),
                said,
                "%s opened %d looks, %.1f s after it%s%s"
                        .formatted(
                                first.get().value().getName(),
                                looks,
                                since.toMillis() / 1_000.0,
                                life(seen.getLast().value())
                                        + ": "
                                        + texts(first.get().value()).findFirst().orElse(""),
                                wrong.isEmpty() ? "" : "; but " + String.join("; ", wrong)));
    }

    private static boolean isOf(Expectation.EnvironmentIncident expected, Incident incident) {
        String fingerprint = expected.subjectKind() + "/" + expected.name();
        boolean fits =
                expected.name().isEmpty()
                        ? incident.getFingerprint().startsWith(fingerprint)
                        : incident.getFingerprint().equals(fingerprint)
                                || incident.getFingerprint().startsWith(fingerprint + "/");
        return incident.getClass_() == IncidentClass.INCIDENT_CLASS_ENVIRONMENT && fits;
    }

    /** Without what is left from before the fault, such as an incident of the act before, when it was closed by then. */
    private static List<Seen<Incident>> sinceClosed(List<Seen<Incident>> seen, long fault) {
        List<Seen<Incident>> before = seen.stream().filter(i -> i.look() < fault).toList();
        boolean closed = !before.isEmpty() && !isOpen(before.getLast().value());
        return closed ? seen.subList(before.size(), seen.size()) : seen;
    }

    private static boolean isOpen(Incident incident) {
        return incident.getState() != IncidentState.INCIDENT_STATE_RESOLVED;
    }

    private static void addContents(
            List<String> wrong,
            Expectation.EnvironmentIncident expected,
            List<Seen<Incident>> seen) {
        Set<String> unnamed = new TreeSet<>(expected.in());
        seen.forEach(i -> i.value().getRegionsList().forEach(unnamed::remove));
        add(wrong, !unnamed.isEmpty(), "it does not name " + unnamed);
        boolean says =
                expected.text().isEmpty()
                        || seen.stream().anyMatch(i -> texts(i.value()).anyMatch(expected::isSaid));
        add(wrong, !says, "it says: " + texts(seen.getLast().value()).findFirst().orElse(""));
    }

    private static Stream<String> texts(Incident incident) {
        return Stream.concat(
                incident.getPresencesList().stream().map(IncidentPresence::getText),
                incident.getTimelineList().stream().map(TimelineEntry::getText));
    }

    private static void addLife(
            List<String> wrong,
            Expectation.EnvironmentIncident expected,
            ActRecord record,
            List<Seen<Incident>> seen) {
        Set<String> names =
                seen.stream()
                        .filter(i -> isOpen(i.value()))
                        .map(i -> i.value().getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        add(wrong, names.size() > 1, "it is not one incident but " + names);
        Incident last = seen.getLast().value();
        add(wrong, expected.isClosed() && isOpen(last), "it is not closed");
        boolean early =
                seen.stream()
                        .filter(i -> !isOpen(i.value()))
                        .map(i -> Words.instant(i.value().getResolveTime()))
                        .anyMatch(at -> lastsAt(record, at));
        add(wrong, early, "it was closed while the fault was there");
        if (expected.reopened() != null) {
            int times = last.getReopenedCount() - seen.getFirst().value().getReopenedCount();
            int expectedTimes = Rules.required(expected.reopened(), "reopened");
            add(wrong, times != expectedTimes, "it was reopened " + times + " times");
        }
    }

    private static boolean lastsAt(ActRecord record, Instant time) {
        return record.spells().stream().anyMatch(spell -> spell.lastsAt(time));
    }

    private static void add(List<String> wrong, boolean is, String what) {
        if (is) {
            wrong.add(what);
        }
    }

    private static String life(Incident incident) {
        return (incident.getRegionsCount() == 0
                        ? ""
                        : " in " + String.join(", ", incident.getRegionsList()))
                + (isOpen(incident) ? ", still open" : ", resolved")
                + ", reopened "
                + incident.getReopenedCount()
                + " times";
    }

    private static String none(ActRecord record) {
        Set<String> others =
                record.environment().stream()
                        .map(i -> i.value().getFingerprint())
                        .collect(Collectors.toCollection(TreeSet::new));
        return "no such incident; " + (others.isEmpty() ? "none at all" : "only " + others);
    }

    private static String said(Expectation.EnvironmentIncident expected) {
        return "an incident of the world, "
                + expected.subjectKind()
                + (expected.name().isEmpty() ? "" : " " + expected.name())
                + (expected.in().isEmpty() ? "" : " in " + String.join(", ", expected.in()))
                + ", opened at most "
                + expected.withinLooks()
                + " looks"
                + (expected.withinSeconds() == null
                        ? ""
                        : " and " + expected.withinSeconds() + " s by the clock")
                + " after the first bad one"
                + (expected.text().isEmpty() ? "" : ", saying \"" + expected.text() + "\"")
                + (expected.reopened() == null
                        ? ""
                        : ", reopened " + expected.reopened() + " times")
                + (expected.isClosed() ? ", closed after it" : "");
    }
}
