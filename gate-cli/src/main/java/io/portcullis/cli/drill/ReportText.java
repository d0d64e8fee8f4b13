package io.portcullis.cli.drill;

import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.play.ActResult;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.play.Verdict;
import io.portcullis.cli.drill.play.Words;
import io.portcullis.cli.text.Names;
import io.portcullis.v1.Incident;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The report of a drill for people. */
final class ReportText {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.S").withZone(ZoneOffset.UTC);
    private static final int EVENTS_MAX = 40;

    private ReportText() {}

    static String of(DrillResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(result.scenario().scenario() + ": " + result.scenario().title());
        lines.add(
                "seed "
                        + result.seed()
                        + "; a look of the server is "
                        + result.look().toMillis()
                        + " ms and plays "
                        + result.scenario().world().seconds()
                        + " s of the scenario");
        for (ActResult act : result.acts()) {
            lines.add("");
            lines.add("Act " + act.record().act().name() + ": " + (act.passed() ? "PASS" : "FAIL"));
            act.verdicts().forEach(verdict -> add(lines, verdict));
            addTimeline(lines, act.record());
            addWorld(lines, act.record());
        }
        Comparison.of(result).forEach(comparison -> lines.add(comparison.text()));
        lines.add("");
        lines.add(
                result.passed()
                        ? "PASS: everything expected happened."
                        : "FAIL: not everything expected happened.");
        return String.join(System.lineSeparator(), lines);
    }

    private static void add(List<String> lines, Verdict verdict) {
        lines.add(
                "  " + (verdict.passed() ? "PASS" : "FAIL") + "  expected  " + verdict.expected());
        lines.add("        happened  " + verdict.happened());
    }

    private static void addWorld(List<String> lines, ActRecord record) {
        if (record.environment().isEmpty()) {
            return;
        }
        lines.add("  The world, as its incidents tell it:");
        // What is measured of a fault changes with every look; what an incident is, seldom.
        String before = "";
        int told = 0;
        for (Seen<Incident> seen : record.environment()) {
            String now = Names.of(seen.value().getState()) + "  " + seen.value().getTitle();
            if (!now.equals(before) && told < EVENTS_MAX) {
                told++;
                lines.add(
                        "    %5d  %s  %s"
                                .formatted(
                                        seen.look() - record.startLook(),
                                        CLOCK.format(seen.at()),
                                        now));
            }
            before = now;
        }
    }

    private static void addTimeline(List<String> lines, ActRecord record) {
        if (record.events().isEmpty()) {
            return;
        }
        lines.add("  Timeline (looks since the rollout started):");
        record.events().stream()
                .limit(EVENTS_MAX)
                .forEach(seen ->
                        lines.add(
                                "    %5d  %s  %s"
                                        .formatted(
                                                seen.look() - record.startLook(),
                                                CLOCK.format(
                                                        Words.instant(seen.value().getEventTime())),
                                                seen.value().getText())));
        if (record.events().size() > EVENTS_MAX) {
            lines.add("    ... and " + (record.events().size() - EVENTS_MAX) + " more");
        }
    }
}
