package io.portcullis.kernel.incident;

import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.environment.fault.FaultEntry;
import io.portcullis.kernel.environment.fault.Presence;
import io.portcullis.kernel.evidence.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An incident of the world as it reads. Pure rendering; every time is UTC. */
public final class EnvironmentReport {

    private EnvironmentReport() {}

    /** As it reads in a terminal. */
    public static String text(EnvironmentIncident incident) {
        var fault = incident.fault();
        var text = new StringBuilder();
        text.append(incident.title()).append('\n');
        text.append(
                "%s  %s  ENVIRONMENT  %s\n\n"
                        .formatted(
                                incident.id().resourceName(),
                                incident.state(),
                                incident.severity()));
        fact(text, "rollout", "none; no release is to blame");
        fact(text, "effect", fault.effect().toString());
        fact(text, "started", IncidentReport.instant(fault.startedAt()));
        fact(
                text,
                "detected",
                IncidentReport.instant(fault.detectedAt())
                        + IncidentReport.took(Optional.of(incident.timeToDetect())));
        fact(
                text,
                "resolved",
                IncidentReport.instant(fault.resolvedAt())
                        + IncidentReport.took(incident.timeToResolve()));
        fact(text, "reopened", fault.reopened() + " times");
        if (!fault.waitingFor().isEmpty()) {
            fact(text, "waits for", fault.waitingFor());
        }
        places(fault, text);
        timeline(fault, text);
        return text.toString();
    }

    private static void places(Fault fault, StringBuilder text) {
        text.append("\nWhere\n");
        for (Presence presence : fault.presences()) {
            text.append(
                    "  %-24s %s  to  %s  %s\n"
                            .formatted(
                                    where(presence.place()),
                                    IncidentReport.instant(presence.since()),
                                    IncidentReport.instant(presence.until()),
                                    presence.text()));
        }
    }

    private static void timeline(Fault fault, StringBuilder text) {
        text.append("\nTimeline (UTC)\n");

        for (FaultEntry entry : fault.timeline()) {
            text.append(
                    "  %s  %s  %s%s: %s\n"
                            .formatted(
                                    IncidentReport.instant(entry.occurredAt()),
                                    who(entry),
                                    entry.kind(),
                                    at(entry.place()),
                                    entry.text()));
        }
    }

    /** Draft of a post-mortem, with empty sections for what only people know. */
    public static String markdown(EnvironmentIncident incident) {
        var fault = incident.fault();
        var text = new StringBuilder();
        text.append("# ").append(IncidentMarkdown.cell(incident.title())).append("\n\n");
        text.append("Draft, written by the gate. All times are UTC.\n\n| | |\n|---|---|\n");
        IncidentMarkdown.row(text, "incident", incident.id().resourceName());
        IncidentMarkdown.row(text, "rollout", "none");
        IncidentMarkdown.row(text, "state", incident.state() + ", " + incident.severity());
        IncidentMarkdown.row(text, "effect on rollouts", fault.effect().toString());
        IncidentMarkdown.row(text, "started", IncidentReport.instant(fault.startedAt()));
        IncidentMarkdown.row(text, "detected", IncidentReport.instant(fault.detectedAt()));
        IncidentMarkdown.row(text, "resolved", IncidentReport.instant(fault.resolvedAt()));
        IncidentMarkdown.row(text, "reopened", fault.reopened() + " times");
        text.append("\n## Where\n\n| place | from | to | what |\n|---|---|---|---|\n");
        for (Presence presence : fault.presences()) {
            IncidentMarkdown.row(
                    text,
                    where(presence.place()),
                    IncidentReport.instant(presence.since()),
                    IncidentReport.instant(presence.until()),
                    presence.text());
        }
        text.append("\n## Timeline\n\n| time | who | what |\n|---|---|---|\n");
        for (FaultEntry entry : fault.timeline()) {
            IncidentMarkdown.row(
                    text,
                    IncidentReport.instant(entry.occurredAt()),
                    who(entry),
                    entry.kind() + at(entry.place()) + ": " + entry.text());
        }
        return text.append(IncidentMarkdown.FOR_PEOPLE).toString();
    }

    private static void fact(StringBuilder text, String name, String value) {
        text.append("  %-10s %s\n".formatted(name, value));
    }

    private static String who(FaultEntry entry) {
        return entry.by().isEmpty() ? "GATE" : entry.by();
    }

    private static String where(@Nullable Place place) {
        return place == null ? "everywhere" : place.toString();
    }

    private static String at(@Nullable Place place) {
        return place == null ? "" : " at " + place;
    }
}
