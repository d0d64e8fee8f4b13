package io.portcullis.cli.replay;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.portcullis.cli.text.Decisions;
import io.portcullis.cli.text.Names;
import io.portcullis.cli.text.Numbers;
import io.portcullis.cli.text.Table;
import io.portcullis.v1.BadReport;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.HealthyReport;
import io.portcullis.v1.LevelHistory;
import io.portcullis.v1.ReplayReport;
import io.portcullis.v1.SignalHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What a replay found, as people read it. */
final class ReplayText {
    private static final int ALARMS_SHOWN_MAX = 3;

    private ReplayText() {}

    static List<String> lines(ReplayReport report) {
        var lines = new ArrayList<String>();
        if (report.hasHealthy()) {
            lines.addAll(healthy(report.getHealthy()));
        }
        for (int index = 0; index < report.getBadCount(); index++) {
            lines.addAll(bad(index + 1, report.getBad(index)));
        }
        report.getNotesList().forEach(note -> lines.add("Note: " + note));
        return lines;
    }

    private static List<String> healthy(HealthyReport healthy) {
        var lines = new ArrayList<>(ends(healthy));
        healthy.getHeldForList()
                .forEach(held ->
                        lines.add(
                                text(
                                        "    %s, in %d: %s",
                                        Names.of(held.getType()),
                                        held.getIntervals(),
                                        held.getExample())));
        healthy.getAlarmsList().stream()
                .limit(ALARMS_SHOWN_MAX)
                .forEach(alarm -> {
                    lines.add(
                            "  False alarm in that of " + Numbers.time(alarm.getStartTime()) + ":");
                    Decisions.reasons(alarm.getDecision().getReasonsList())
                            .forEach(reason -> lines.add("  " + reason));
                });
        lines.addAll(indented(signals(healthy.getSignalsList())));
        lines.addAll(indented(levels(healthy.getLevelsList())));
        return lines;
    }

    private static List<String> ends(HealthyReport healthy) {
        return List.of(
                text(
                        "Healthy, %s to %s: %d rollouts of nothing new, of up to %,d looks;"
                                + " %d share no look.",
                        Numbers.time(healthy.getFromTime()),
                        Numbers.time(healthy.getToTime()),
                        healthy.getIntervals(),
                        healthy.getLooksEach(),
                        healthy.getIntervalsApart()),
                text(
                        "  False alarms: %d of %d, so between %.2f and %.1f %% (95 %%);"
                                + " the gate promises at most %.1f %%.",
                        healthy.getAborted(),
                        healthy.getIntervals(),
                        100 * healthy.getAbortRatioLow(),
                        100 * healthy.getAbortRatioHigh(),
                        100 * healthy.getAbortRatioPromised()),
                text(
                        "  Evidence against nothing new: half below %s, 99 %% below %s,"
                                + " the worst %s; %s aborts.",
                        Numbers.evidence(healthy.getLogEvidenceMedian()),
                        Numbers.evidence(healthy.getLogEvidenceP99()),
                        Numbers.evidence(healthy.getLogEvidenceMax()),
                        Numbers.evidence(healthy.getLogThreshold())),
                text(
                        "  Passed every stage: %d; held beyond one and a half bakes: %d.",
                        healthy.getPassed(), healthy.getHeld()));
    }

    private static Table signals(List<SignalHistory> signals) {
        var table =
                new Table("SIGNAL", "LASTING", "WANDER", "COMPARED", "TOLERANCE", "ADVISED", "");
        for (SignalHistory signal : signals) {
            boolean enough = signal.getTolerance() >= signal.getToleranceAdvised() - 1e-9;
            table.row(
                    signal.getSignal(),
                    text("%.1f %%", 100 * signal.getLastingDeviation()),
                    text("%.1f %%", 100 * signal.getWanderDeviation()),
                    text("%,d", signal.getComparisons()),
                    text("%.2f", signal.getTolerance()),
                    text("%.2f", signal.getToleranceAdvised()),
                    enough ? "enough" : text("set tolerance: %.2f", signal.getToleranceAdvised()));
        }
        return table;
    }

    private static Table levels(List<LevelHistory> levels) {
        var table = new Table("SIGNAL", "LEVEL", "CLUSTERING", "VARIATION", "CALIBRATED IN");
        for (LevelHistory level : levels) {
            table.row(
                    level.getSignal(),
                    level.getLevel().toLowerCase(Locale.ROOT).replace('_', ' '),
                    text("%.2f (90 %%: %.2f)", level.getClustering(), level.getClusteringP90()),
                    text(
                            "%.3f (90 %%: %.3f)",
                            level.getVariationSquared(), level.getVariationSquaredP90()),
                    Integer.toString(level.getIntervals()));
        }
        return table;
    }

    private static List<String> indented(Table table) {
        return table.isEmpty()
                ? List.of()
                : table.lines().stream().map(line -> "  " + line).toList();
    }

    private static List<String> bad(int number, BadReport bad) {
        var lines = new ArrayList<String>();
        lines.add(
                text(
                        "Bad %d, %s -> %s, %s to %s:",
                        number,
                        bad.getOldVersion(),
                        bad.getNewVersion(),
                        Numbers.time(bad.getFromTime()),
                        Numbers.time(bad.getToTime())));
        lines.add("  " + verdict(bad));
        boolean abort = bad.getDecision().getKind() == DecisionKind.DECISION_KIND_ABORT;
        if (!abort) {
            lines.add(
                    text(
                            "  Evidence reached %s; %s aborts.",
                            Numbers.evidence(bad.getLogEvidenceMax()),
                            Numbers.evidence(bad.getLogThreshold())));
        }
        Decisions.reasons(bad.getDecision().getReasonsList())
                .forEach(reason -> lines.add("  " + reason));
        new TreeMap<>(bad.getUnknownArmExposureMap())
                .forEach((region, exposure) ->
                        lines.add(
                                text(
                                        "  In %s %,.0f attempts were of neither version.",
                                        region, exposure)));
        return lines;
    }

    private static String verdict(BadReport bad) {
        if (bad.getCanaryExposure() == 0) {
            return text(
                    "Nothing of version %s was seen: is that how its servers name it?",
                    bad.getNewVersion());
        }
        if (!bad.hasAfter()) {
            return text(
                    "%s after %,d looks: it would not have said ABORT.",
                    Names.of(bad.getDecision().getKind()), bad.getLooks());
        }
        String when =
                text(
                        "ABORT at %s, %s after it began",
                        Numbers.time(Timestamps.add(bad.getFromTime(), bad.getAfter())),
                        minutes(bad.getAfter()));
        if (!bad.hasEarlier()) {
            return when + ".";
        }
        boolean later = Durations.isNegative(bad.getEarlier());
        return when
                + ": "
                + minutes(bad.getEarlier())
                + (later ? " later" : " earlier")
                + " than people noticed.";
    }

    private static String minutes(Duration duration) {
        long seconds = Math.abs(Durations.toSeconds(duration));
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** Formats are constants of this class, so that no annotation for others is needed. */
    @SuppressWarnings("AnnotateFormatMethod")
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
