package io.portcullis.cli.drill;

import io.portcullis.v1.Finding;
import io.portcullis.v1.FindingKind;
import io.portcullis.v1.Link;
import io.portcullis.v1.Place.PlaceCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Findings of links as a matrix, source regions down and destination regions across, and those of regions beside it. */
final class LinkMatrix {
    private static final Map<FindingKind, String> SIGNS =
            Map.of(
                    FindingKind.FINDING_KIND_REGRESSED, "X",
                    FindingKind.FINDING_KIND_MISSING, "?",
                    FindingKind.FINDING_KIND_UNDECIDED, "~",
                    FindingKind.FINDING_KIND_EQUIVALENT, "=");
    private static final List<FindingKind> WORST_FIRST =
            List.of(
                    FindingKind.FINDING_KIND_REGRESSED,
                    FindingKind.FINDING_KIND_MISSING,
                    FindingKind.FINDING_KIND_UNDECIDED,
                    FindingKind.FINDING_KIND_EQUIVALENT);
    private static final int NAME_WIDTH = 12;

    private LinkMatrix() {}

    static List<String> lines(List<String> regions, List<Finding> findings) {
        Map<String, FindingKind> worst = new HashMap<>();
        for (Finding finding : findings) {
            String place = key(finding);
            if (!place.isEmpty()) {
                worst.merge(place, finding.getKind(), LinkMatrix::worse);
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "  %-12s region  to: %s"
                        .formatted(
                                "",
                                String.join(" ", regions.stream().map(LinkMatrix::cut).toList())));
        for (String source : regions) {
            StringBuilder line =
                    new StringBuilder(
                            "  %-12s   %s        "
                                    .formatted(cut(source).strip(), sign(worst, source)));
            for (String destination : regions) {
                line.append(
                        "%-13s"
                                .formatted(
                                        source.equals(destination)
                                                ? " "
                                                : sign(worst, source + ">" + destination)));
            }
            lines.add(line.toString());
        }
        lines.add(
                "  = no worse than the margin, ~ not decided yet, X regressed, ? missing, . not compared");
        return lines;
    }

    private static String sign(Map<String, FindingKind> worst, String place) {
        FindingKind kind = worst.get(place);
        return kind == null ? "." : SIGNS.getOrDefault(kind, ".");
    }

    private static String key(Finding finding) {
        if (finding.getPlace().getPlaceCase() == PlaceCase.REGION) {
            return finding.getPlace().getRegion();
        }
        if (finding.getPlace().getPlaceCase() != PlaceCase.LINK) {
            return "";
        }
        Link link = finding.getPlace().getLink();
        return link.getSourceRegion() + ">" + link.getDestinationRegion();
    }

    private static FindingKind worse(FindingKind one, FindingKind other) {
        return List.of(one, other).stream()
                .min(
                        Comparator.comparingInt(kind ->
                                Math.floorMod(WORST_FIRST.indexOf(kind), WORST_FIRST.size() + 1)))
                .orElse(one);
    }

    private static String cut(String region) {
        return ("%-" + NAME_WIDTH + "s")
                .formatted(
                        region.length() <= NAME_WIDTH ? region : region.substring(0, NAME_WIDTH));
    }
}
