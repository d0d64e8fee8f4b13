package io.portcullis.kernel.incident;

import io.portcullis.kernel.decision.Blame;
import io.portcullis.kernel.decision.Numbers;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.RungDetail;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.rollout.RegionRollback;
import io.portcullis.kernel.transition.Chapter;
import io.portcullis.kernel.transition.WorkHarm;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The draft of a post-mortem: what the gate knows is filled in, what people know is left open. */
final class IncidentMarkdown {

    static final String FOR_PEOPLE =
            """

            ## Impact

            <!-- Who noticed, how many, what could they not do? -->

            ## Cause and trigger

            <!-- Why did it happen, and why now? -->

            ## Lessons

            ### What went well

            <!-- -->

            ### What went wrong

            <!-- -->

            ### Where we were lucky

            <!-- -->

            ## Action items

            | type (prevent, mitigate, detect, process) | what | owner | due | tracker |
            |---|---|---|---|---|
            |  |  |  |  |  |
            """;

    private IncidentMarkdown() {}

    static String of(Incident incident) {
        var text = new StringBuilder();
        text.append("# ").append(cell(incident.title())).append("\n\n");
        summary(incident, text);
        evidence(incident, text);
        cut(incident, text);
        rollback(incident, text);
        timeline(incident, text);
        return text.append(FOR_PEOPLE).toString();
    }

    private static void summary(Incident incident, StringBuilder text) {
        text.append("Draft, written by the gate. All times are UTC.\n\n| | |\n|---|---|\n");
        row(text, "incident", incident.id().resourceName());
        row(text, "rollout", incident.rollout().id().resourceName());
        row(text, "release", IncidentReport.release(incident));
        row(text, "artifact", incident.rollout().release().artifact());
        row(text, "configuration", incident.rollout().release().configuration());
        row(text, "author", incident.rollout().release().author());
        row(text, "state", incident.state() + ", " + incident.severity());
        row(text, "regions", IncidentReport.regions(incident));
        row(
                text,
                "links",
                incident.links().isEmpty()
                        ? "none"
                        : String.join(
                                ", ", incident.links().stream().map(Object::toString).toList()));
        row(text, "started (first bad look)", IncidentReport.instant(incident.startedAt()));
        row(text, "detected", IncidentReport.instant(incident.detectedAt()));
        row(text, "mitigated", IncidentReport.instant(incident.mitigatedAt()));
        row(text, "resolved", IncidentReport.instant(incident.resolvedAt()));
        row(text, "time to detect", length(Optional.of(incident.timeToDetect())));
        row(text, "time to mitigate", length(incident.timeToMitigate()));
        row(text, "time to resolve", length(incident.timeToResolve()));
    }

    private static void evidence(Incident incident, StringBuilder text) {
        text.append(
                """

                ## Evidence

                | reason | where | %s | expected | times | share | named | what |
                |---|---|---|---|---|---|---|---|---|
                """
                        .formatted(
                                switch (incident.category()) {
                                    case SHARED_HARM -> "touched | compared with";
                                    case RELEASE, UNKNOWN -> "new version | old version";
                                }));
        for (Reason reason : incident.evidence()) {
            row(
                    text,
                    reason.type().name(),
                    IncidentReport.where(reason).orElse("everywhere"),
                    counts(reason.numbers() == null ? null : reason.numbers().canary()),
                    counts(old(reason.numbers())),
                    blamed(reason, blame -> "%,.1f bad".formatted(blame.expected())),
                    blamed(reason, IncidentMarkdown::times),
                    blamed(reason, blame -> "%.1f %%".formatted(100 * blame.share())),
                    blamed(reason, IncidentMarkdown::named),
                    RungDetail.text(reason));
        }
        incident.caveat().ifPresent(caveat -> text.append('\n').append(caveat).append('\n'));
        if (IncidentReport.isOfStatistics(incident)) {
            text.append('\n').append(cell(IncidentReport.EVIDENCE_IS)).append('\n');
        }
    }

    private static String blamed(Reason reason, Function<Blame, String> say) {
        return Optional.ofNullable(reason.blame()).map(say).orElse("");
    }

    private static String times(Blame blame) {
        Double ratio = blame.ratio();
        return ratio == null ? "the old had none" : "%,.1f".formatted(ratio);
    }

    private static String named(Blame blame) {
        return switch (blame.certainty()) {
            case SURE -> "surely";
            case LIKELY -> "likely";
            case MOST_EVIDENCE -> "most evidence";
            case null -> "part of a sum";
        };
    }

    private static @Nullable Counts old(@Nullable Numbers numbers) {
        return numbers == null ? null : numbers.comparison();
    }

    private static void cut(Incident incident, StringBuilder text) {
        if (incident.cut().isEmpty()) {
            return;
        }
        text.append(
                """

                ## Cut by replacing servers

                | by | region | of what | servers | carried | left at the last sample | cut |
                |---|---|---|---|---|---|---|
                """);
        for (WorkHarm harm : incident.cut()) {
            harm.regions()
                    .forEach((region, sum) ->
                            row(
                                    text,
                                    by(harm.chapter()),
                                    region.name(),
                                    harm.work().unit(),
                                    count(sum.processes()),
                                    count(sum.carried()),
                                    count(sum.left()),
                                    sum.cutMin() == sum.cutMax()
                                            ? count(sum.cutMin())
                                            : count(sum.cutMin()) + " to " + count(sum.cutMax())));
        }
    }

    private static String by(Chapter chapter) {
        return switch (chapter.direction()) {
            case FORWARD -> "stage " + chapter.stage();
            case BACK -> "the rollback";
        };
    }

    private static void rollback(Incident incident, StringBuilder text) {
        text.append("\n## Rollback\n\nBy ")
                .append(IncidentReport.by(incident.rollbackBy()))
                .append(".\n\n| region | ordered | applied | old version alone | back |\n")
                .append("|---|---|---|---|---|\n");
        for (RegionRollback region : incident.rollback()) {
            row(
                    text,
                    region.region().name(),
                    IncidentReport.instant(region.requestedAt()),
                    IncidentReport.instant(region.appliedAt()),
                    IncidentReport.instant(region.aloneAt()),
                    IncidentReport.instant(region.recoveredAt()));
        }
    }

    private static void timeline(Incident incident, StringBuilder text) {
        text.append("\n## Timeline\n\n| time | who | what |\n|---|---|---|\n");
        for (TimelineEntry entry : incident.timeline()) {
            row(
                    text,
                    IncidentReport.instant(entry.occurredAt()),
                    entry.actor().name(),
                    entry.text());
        }
    }

    static void row(StringBuilder text, String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(cell(cell)).append(" |");
        }
        text.append('\n');
    }

    /** Texts of others must not break out of their cell. */
    static String cell(String content) {
        return content.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replaceAll("\\R", " ");
    }

    private static String counts(@Nullable Counts counts) {
        return counts == null
                ? ""
                : String.format(
                        Locale.ROOT, "%,d of %,.0f bad", counts.events(), counts.exposure());
    }

    private static String length(Optional<Duration> duration) {
        return duration.map(IncidentReport::length).orElse("not yet");
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
