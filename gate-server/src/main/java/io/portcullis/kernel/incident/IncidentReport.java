package io.portcullis.kernel.incident;

import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.RungDetail;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.CutText;
import io.portcullis.kernel.rollout.RegionRollback;
import io.portcullis.kernel.rollout.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An incident as it reads in a terminal. Pure rendering; every time is UTC. */
public final class IncidentReport {

    /** Said once, wherever evidence is shown. */
    static final String EVIDENCE_IS =
            "10^x is evidence, not a probability: a release that is no worse ever reaches 10^x in at"
                    + " most one of 10^x rollouts.";

    /** What there is to say of the way back where none was taken. */
    static final String NO_ROLLBACK = "None: the rollout was stopped, nothing was rolled back.";

    private IncidentReport() {}

    /** As it reads in a terminal. */
    public static String text(Incident incident) {
        var text = new StringBuilder();
        text.append(incident.title()).append('\n');
        text.append(
                "%s  %s  %s  %s\n"
                        .formatted(
                                incident.id().resourceName(),
                                incident.state(),
                                incident.category(),
                                incident.severity()));
        text.append('\n');
        facts(incident, text);
        text.append("\nEvidence\n");
        for (Reason reason : incident.evidence()) {
            text.append("  %s  %s\n".formatted(reason.type(), RungDetail.text(reason)));
        }
        if (isOfStatistics(incident)) {
            text.append("  ").append(EVIDENCE_IS).append('\n');
        }
        incident.caveat().ifPresent(caveat -> text.append('\n').append(caveat).append('\n'));
        back(incident, text);
        text.append("\nTimeline (UTC)\n");
        for (TimelineEntry entry : incident.timeline()) {
            text.append("  ")
                    .append(instant(entry.occurredAt()))
                    .append("  ")
                    .append(entry.actor().name())
                    .append("  ")
                    .append(entry.text())
                    .append('\n');
        }
        return text.toString();
    }

    /** What the change cut, and the way back. */
    private static void back(Incident incident, StringBuilder text) {
        if (!incident.cut().isEmpty()) {
            text.append("\nCut by replacing servers\n");
            incident.cut()
                    .forEach(harm -> text.append("  ").append(CutText.text(harm)).append('\n'));
        }
        text.append("\nRollback, by ").append(by(incident.rollbackBy())).append('\n');
        if (incident.rollback().isEmpty()) {
            text.append("  ").append(NO_ROLLBACK).append('\n');
        }
        for (RegionRollback region : incident.rollback()) {
            text.append("  ").append(region(region)).append('\n');
        }
    }

    /** Draft of a post-mortem, with empty sections for what only people know. */
    public static String markdown(Incident incident) {
        return IncidentMarkdown.of(incident);
    }

    private static void facts(Incident incident, StringBuilder text) {
        fact(text, "rollout", incident.rollout().id().resourceName());
        fact(text, "release", release(incident));
        fact(text, "where", regions(incident));
        if (!incident.links().isEmpty()) {
            fact(
                    text,
                    "links",
                    incident.links().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(", ")));
        }
        fact(text, "started", instant(incident.startedAt()));
        fact(
                text,
                "detected",
                instant(incident.detectedAt()) + took(Optional.of(incident.timeToDetect())));
        fact(text, "mitigated", instant(incident.mitigatedAt()) + took(incident.timeToMitigate()));
        fact(text, "resolved", instant(incident.resolvedAt()) + took(incident.timeToResolve()));
    }

    private static void fact(StringBuilder text, String name, String value) {
        text.append("  %-10s %s\n".formatted(name, value));
    }

    static String release(Incident incident) {
        var spec = incident.rollout();
        var before =
                spec.running().values().stream()
                        .map(running -> running.version())
                        .distinct()
                        .collect(Collectors.joining(", "));
        return spec.service().name()
                + " "
                + spec.release().version()
                + (before.isEmpty() ? "" : " over " + before)
                + ", stage "
                + incident.stage();
    }

    /** Whether some reason rests on evidence of the release against the old version. */
    static boolean isOfStatistics(Incident incident) {
        return incident.evidence().stream().anyMatch(reason -> reason.blame() != null);
    }

    /** The place or places a reason is about; empty when it is about none in particular. */
    static Optional<String> where(Reason reason) {
        return Optional.<Object>ofNullable(reason.place())
                .or(() -> Optional.ofNullable(reason.scope()))
                .map(Object::toString);
    }

    static String regions(Incident incident) {
        return incident.regions().stream().map(Region::name).collect(Collectors.joining(", "));
    }

    static String by(Rollback.By by) {
        return switch (by) {
            case GATE -> "the gate";
            case CALLER -> "the caller; the plan lets the gate only advise";
        };
    }

    private static String region(RegionRollback region) {
        return "%-16s ordered %s  applied %s  old version alone %s  back %s%s"
                .formatted(
                        region.region(),
                        instant(region.requestedAt()),
                        instant(region.appliedAt()),
                        instant(region.aloneAt()),
                        instant(region.recoveredAt()),
                        region.failure().isEmpty() ? "" : "  (" + region.failure() + ")");
    }

    static String instant(@Nullable Instant at) {
        return at == null ? "not yet" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String took(Optional<Duration> duration) {
        return duration.map(value -> " (" + length(value) + " after the start)").orElse("");
    }

    static String length(Duration duration) {
        return duration.toHours() > 0
                ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
                : duration.toMinutes() > 0
                        ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                        : "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
