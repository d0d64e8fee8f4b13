package io.portcullis.cli.environment;

import com.google.protobuf.util.Durations;
import io.portcullis.cli.text.Names;
import io.portcullis.cli.text.Numbers;
import io.portcullis.cli.text.Plain;
import io.portcullis.cli.text.Table;
import io.portcullis.v1.CoverageProbe;
import io.portcullis.v1.GetCoverageResponse;
import io.portcullis.v1.LinkPair;
import io.portcullis.v1.StageCoverage;
import io.portcullis.v1.UncoveredLink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Synthetic coverage as people read it. */
final class CoverageText {
    private static final String COVERED = "COVERED";
    private static final String UNCOVERED = "UNCOVERED";

    private CoverageText() {}

    static List<String> lines(String service, GetCoverageResponse answer) {
        var lines = new ArrayList<String>();
        lines.add(
                "%d of %d links of %s covered by synthetic traffic, each run every %s; counts as %s"
                        .formatted(
                                coveredLinks(answer),
                                links(answer),
                                service,
                                Numbers.span(answer.getEvery(), 1),
                                answer.getSignal()));
        lines.addAll(table(answer));
        if (answer.hasStage()) {
            lines.add("");
            lines.addAll(stage(answer.getStage()));
        }
        return lines;
    }

    /** Those covered between every two versions that run at their ends. */
    private static long coveredLinks(GetCoverageResponse answer) {
        List<String> lacking =
                answer.getProbesList().stream()
                        .filter(it -> !it.getUncoveredWhy().isEmpty())
                        .map(it -> Names.of(it.getLink()))
                        .toList();
        return answer.getProbesList().stream()
                .map(it -> Names.of(it.getLink()))
                .distinct()
                .filter(link -> !lacking.contains(link))
                .count();
    }

    private static long links(GetCoverageResponse answer) {
        return answer.getUncoveredCount()
                + answer.getProbesList().stream()
                        .map(it -> Names.of(it.getLink()))
                        .distinct()
                        .count();
    }

    private static List<String> table(GetCoverageResponse answer) {
        var rows = new ArrayList<List<String>>();
        answer.getProbesList().forEach(it -> rows.add(row(it)));
        answer.getUncoveredList().forEach(it -> rows.add(row(it)));
        rows.sort(Comparator.comparing(List::getFirst));
        var table = new Table("LINK", "VERSIONS", "STATE", "FROM", "PROBED BY", "LAST", "");
        rows.forEach(it -> table.row(it.toArray(String[]::new)));
        return table.isEmpty() ? List.of() : table.lines();
    }

    private static List<String> row(CoverageProbe probe) {
        boolean covered = probe.getUncoveredWhy().isEmpty();
        return List.of(
                Names.of(probe.getLink()),
                Plain.of(probe.getSourceVersion() + " -> " + probe.getDestinationVersion()),
                covered ? COVERED : UNCOVERED,
                probe.getSourceVantage(),
                probe.getDestinationVantage(),
                probe.hasLastAge()
                        ? "%s %d s ago"
                                .formatted(
                                        Names.of(probe.getLastVerdict()),
                                        Durations.toSeconds(probe.getLastAge()))
                        : "-",
                Plain.of(covered ? probe.getLastText() : probe.getUncoveredWhy()));
    }

    private static List<String> row(UncoveredLink link) {
        return List.of(Names.of(link.getLink()), "-", UNCOVERED, "-", "-", "-", link.getWhy());
    }

    private static List<String> stage(StageCoverage stage) {
        var lines = new ArrayList<String>();
        lines.add(
                stage.getProbes() == 0
                        ? "Agents show no link of the stage."
                        : "For the stage, %d runs in %s settle the coverage of %d links and arms:"
                                .formatted(
                                        stage.getProbes(),
                                        Numbers.span(stage.getTakes(), 1),
                                        stage.getShownCount()));
        stage.getShownList().forEach(it -> lines.add("  shown    " + pair(it)));
        stage.getMissingList()
                .forEach(it ->
                        lines.add("  missing  " + pair(it) + ": no agents beside these versions"));
        if (stage.getMissingCount() > 0) {
            lines.add("What is missing holds the stage unless real traffic shows it.");
        }
        return lines;
    }

    private static String pair(LinkPair pair) {
        return Names.of(pair.getLink()) + " " + Names.of(pair.getArms());
    }
}
