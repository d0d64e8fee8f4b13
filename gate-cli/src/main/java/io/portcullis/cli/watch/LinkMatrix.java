package io.portcullis.cli.watch;

import io.portcullis.v1.Finding;
import io.portcullis.v1.FindingRole;
import io.portcullis.v1.Link;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Place.PlaceCase;
import io.portcullis.v1.Rollout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every ordered link at a glance: a row for each source region, a column for each destination. */
final class LinkMatrix {
    private static final int COLUMN_WIDTH_MAX = 12;
    private static final String LEGEND =
            "         ! worse   ? no evidence   . watched   + on its way   * passes   - not in scope";

    private LinkMatrix() {}

    static List<String> lines(Rollout rollout, LookReport look) {
        List<String> regions = rollout.getRegionsList();
        Map<Link, Mark> marks = marks(look);
        if (marks.isEmpty()) {
            return List.of();
        }
        int first = regions.stream().mapToInt(String::length).max().orElse(0) + 2;
        var lines = new ArrayList<String>();
        lines.add("LINKS    from the row's region to the column's");
        var head = new StringBuilder(" ".repeat(first));
        regions.forEach(region -> head.append(cell(region)));
        lines.add(head.toString().stripTrailing());
        for (String source : regions) {
            var line = new StringBuilder(padded(source, first));
            for (String destination : regions) {
                line.append(cell(mark(marks, source, destination)));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(LEGEND);
        return lines;
    }

    private static Map<Link, Mark> marks(LookReport look) {
        var marks = new HashMap<Link, Mark>();
        for (Finding finding : look.getFindingsList()) {
            if (finding.getPlace().getPlaceCase() == PlaceCase.LINK) {
                marks.merge(finding.getPlace().getLink(), Mark.of(finding), Mark::worse);
            }
        }
        return marks;
    }

    private static String mark(Map<Link, Mark> marks, String source, String destination) {
        if (source.equals(destination)) {
            return "";
        }
        Link link =
                Link.newBuilder().setSourceRegion(source).setDestinationRegion(destination).build();
        Mark mark = marks.get(link);
        return mark == null ? "-" : mark.sign;
    }

    private static String cell(String text) {
        return padded(
                text.length() > COLUMN_WIDTH_MAX ? text.substring(0, COLUMN_WIDTH_MAX) : text,
                COLUMN_WIDTH_MAX + 1);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** What a link shows; of several streams the one that stands first here. */
    private enum Mark {
        WORSE("!"),
        MISSING("?"),
        ON_ITS_WAY("+"),
        WATCHED("."),
        PASSES("*");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }

        static Mark of(Finding finding) {
            return switch (finding.getKind()) {
                case FINDING_KIND_REGRESSED -> WORSE;
                case FINDING_KIND_MISSING -> MISSING;
                case FINDING_KIND_EQUIVALENT -> PASSES;
                case FINDING_KIND_UNDECIDED, FINDING_KIND_UNSPECIFIED, UNRECOGNIZED ->
                        finding.getRole() == FindingRole.FINDING_ROLE_REQUIRED
                                ? ON_ITS_WAY
                                : WATCHED;
            };
        }

        Mark worse(Mark other) {
            return compareTo(other) <= 0 ? this : other;
        }
    }
}
