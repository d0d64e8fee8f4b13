package io.portcullis.cli.watch;

import io.portcullis.cli.text.Names;
import io.portcullis.cli.text.Numbers;
import io.portcullis.cli.text.Previews;
import io.portcullis.cli.text.Table;
import io.portcullis.v1.Attribution;
import io.portcullis.v1.EvidenceGap;
import io.portcullis.v1.Finding;
import io.portcullis.v1.FindingRole;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Place.PlaceCase;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.TouchedEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one look saw, drawn in text: progress of the bake, evidence, regions, links. */
public final class LookLines {
    private static final int BAR_WIDTH = 30;
    private static final int SMALL_BAR_WIDTH = 10;

    private LookLines() {}

    /** The picture of one look, line by line. */
    public static List<String> of(Rollout rollout, LookReport look) {
        var lines = new ArrayList<String>();
        lines.add(bake(look));
        lines.add(failEvidence(look));
        if (look.getFindingsLook() > 0 && look.getFindingsLook() < look.getLook()) {
            lines.add("as found at look " + look.getFindingsLook() + ":");
        }
        if (look.getAttribution().getTouchedCount() > 0) {
            lines.add(sharedHarm(look.getAttribution()));
        }
        lines.addAll(regions(look));
        if (rollout.getLinks()) {
            lines.addAll(LinkMatrix.lines(rollout, look));
        }
        for (EvidenceGap gap : look.getGapsList()) {
            lines.add(
                    "missing  "
                            + gap.getRegion()
                            + ": "
                            + Names.of(gap.getCause())
                            + ", "
                            + gap.getDetail());
        }
        look.getUnknownArmExposureMap()
                .forEach((region, exposure) ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "unknown  %s: %,.0f attempts of no known arm, not judged",
                                        region,
                                        exposure)));
        return lines;
    }

    private static String bake(LookReport look) {
        if (look.getBakeLooks() == 0) {
            return "bake     no stage is open; look " + look.getLook();
        }
        double share = (double) look.getStageLooks() / look.getBakeLooks();
        return "bake     "
                + Numbers.bar(share, BAR_WIDTH)
                + " "
                + look.getStageLooks()
                + " of "
                + look.getBakeLooks()
                + " looks, look "
                + look.getLook();
    }

    private static String failEvidence(LookReport look) {
        double share =
                look.getLogFailThreshold() > 0
                        ? look.getLogFailEvidence() / look.getLogFailThreshold()
                        : 0;
        return "FAIL at  "
                + Numbers.bar(share, BAR_WIDTH)
                + " "
                + Numbers.evidence(look.getLogFailEvidence())
                + " of "
                + Numbers.evidence(look.getLogFailThreshold());
    }

    /** Evidence that touched places grew worse, and what they are compared with. */
    private static String sharedHarm(Attribution attribution) {
        return "HARM at  "
                + Numbers.bar(
                        attribution.getLogEvidence() / attribution.getLogThreshold(), BAR_WIDTH)
                + " "
                + Numbers.evidence(attribution.getLogEvidence())
                + " of "
                + Numbers.evidence(attribution.getLogThreshold())
                + ", "
                + comparedWith(attribution.getTouched(0).getEvidence());
    }

    private static String comparedWith(TouchedEvidence evidence) {
        return switch (evidence.getComparedWith()) {
            case COMPARED_WITH_UNTOUCHED -> "against untouched places";
            case COMPARED_WITH_EARLIER_DAYS ->
                    "against " + evidence.getDays() + " earlier days; nothing is untouched";
            case COMPARED_WITH_NOTHING, COMPARED_WITH_UNSPECIFIED, UNRECOGNIZED ->
                    "nothing is untouched and no earlier day is known";
        };
    }

    private static List<String> regions(LookReport look) {
        var table =
                new Table(
                        "REGION", "SIGNAL", "CANARY", "OLD", "TOWARDS PASS", "EXCLUDES", "FINDING");
        look.getFindingsList().stream()
                .filter(LookLines::isShown)
                .forEach(finding -> row(table, finding));
        return table.isEmpty() ? List.of() : table.lines();
    }

    private static boolean isShown(Finding finding) {
        PlaceCase place = finding.getPlace().getPlaceCase();
        return place == PlaceCase.REGION
                || (place == PlaceCase.AGGREGATE
                        && finding.getRole() == FindingRole.FINDING_ROLE_REQUIRED);
    }

    private static void row(Table table, Finding finding) {
        String pair = Names.of(finding.getArmPair());
        table.row(
                Names.of(finding.getPlace()) + (pair.isEmpty() ? "" : " " + pair),
                finding.getSignal(),
                Numbers.counts(finding.getCanary()),
                Numbers.counts(finding.getOld()),
                finding.getLogPassThreshold() > 0
                        ? Numbers.bar(passShare(finding), SMALL_BAR_WIDTH)
                        : "-",
                finding.hasMargin() ? Previews.margin(finding.getMargin()) : "-",
                Names.of(finding.getKind()) + (finding.getOldUnhealthy() ? ", old unhealthy" : ""));
    }

    private static double passShare(Finding finding) {
        return finding.getLogPassEvidence() / finding.getLogPassThreshold();
    }
}
