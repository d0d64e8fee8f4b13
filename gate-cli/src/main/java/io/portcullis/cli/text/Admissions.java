package io.portcullis.cli.text;

import io.portcullis.v1.Admission;
import io.portcullis.v1.FindingRole;
import io.portcullis.v1.Margin;
import io.portcullis.v1.StagePreview;
import io.portcullis.v1.StreamPreview;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What admission found, as people read it. */
public final class Admissions {
    private Admissions() {}

    /** Notes, and what each stage will be able to decide. */
    public static List<String> lines(Admission admission) {
        var lines = new ArrayList<String>();
        admission.getNotesList().forEach(note -> lines.add("Note: " + note));
        admission.getStagesList().forEach(stage -> lines.addAll(stage(stage)));
        return lines;
    }

    private static List<String> stage(StagePreview stage) {
        var table = new Table("SIGNAL", "PLACE", "PAIR", "ROLE", "EXCLUDES", "LOOKS", "REMEDY");
        stage.getStreamsList().forEach(stream -> row(table, stream));
        var lines = new ArrayList<String>();
        lines.add(
                "Stage "
                        + stage.getStage()
                        + ", judged from "
                        + stage.getLooksBefore()
                        + " looks before it:");
        lines.addAll(table.isEmpty() ? List.of("  nothing to judge yet") : table.lines());
        return lines;
    }

    private static void row(Table table, StreamPreview stream) {
        table.row(
                stream.getSignal(),
                Names.of(stream.getPlace()),
                Names.of(stream.getArmPair()),
                role(stream),
                stream.hasMargin() ? margin(stream.getMargin()) : "-",
                stream.getLooksNeeded() > 0
                        ? String.format(Locale.ROOT, "%.0f", Math.ceil(stream.getLooksNeeded()))
                        : "-",
                (stream.getCoverageShort() ? "short of traffic; " : "") + stream.getRemedy());
    }

    private static String role(StreamPreview stream) {
        if (stream.getRole() != FindingRole.FINDING_ROLE_COVERED) {
            return Names.of(stream.getRole());
        }
        return "COVERED by "
                + stream.getCoveredByList().stream()
                        .map(Names::of)
                        .collect(Collectors.joining(" and "));
    }

    /** {@code worse than x3 + 0.1 %}. */
    public static String margin(Margin margin) {
        return String.format(
                Locale.ROOT,
                "worse than x%s + %s %%",
                plain(margin.getRatio()),
                plain(100 * margin.getDifference()));
    }

    private static String plain(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
