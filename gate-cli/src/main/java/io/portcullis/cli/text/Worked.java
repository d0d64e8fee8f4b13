package io.portcullis.cli.text;

import io.portcullis.v1.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The numbers of one stream written out, so that a reader can compute them again. E and the ratio of
 * the gate are sums over looks; from the totals alone they come out a little different when shares
 * change, and both are shown.
 */
final class Worked {
    private Worked() {}

    /**
     * @param logTotal evidence of the whole rollout, as a natural logarithm
     */
    static List<String> lines(Blamed stream, double logTotal) {
        Blame blame = stream.blame();
        double canary = stream.canary().getExposure();
        double old = stream.old().getExposure();
        var lines = new ArrayList<String>();
        lines.add("By hand, for " + stream.where() + ":");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  new: x = %,d bad of n = %,.0f; old: y = %,d bad of m = %,.0f; tolerated: %s"
                                + " times the old rate + %s",
                        stream.canary().getEvents(),
                        canary,
                        stream.old().getEvents(),
                        old,
                        number(blame.getToleranceRatio()),
                        Numbers.percent(blame.getToleranceDifference())));
        if (stream.isOfOneStream() && canary > 0 && old > 0) {
            lines.addAll(expected(stream, canary / old));
        } else {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  E = %s, the sum of the E of its members; O = %,d",
                            number(blame.getExpected()),
                            blame.getObserved()));
        }
        lines.add(ratio(stream, canary, old));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  share = v W / total = 10^(%.2f + %.2f - %.2f) = %s",
                        Numbers.log10(blame.getLogWeight()),
                        Numbers.log10(blame.getLogEvidence()),
                        Numbers.log10(logTotal),
                        Numbers.percent(blame.getEvidenceShareRatio())));
        return lines;
    }

    private static List<String> expected(Blamed stream, double share) {
        Blame blame = stream.blame();
        double tolerance = blame.getToleranceRatio();
        double theta = share * tolerance / (1 + share * tolerance);
        long both = stream.canary().getEvents() + stream.old().getEvents();
        double virtual = blame.getToleranceDifference() * stream.old().getExposure() / tolerance;
        return List.of(
                String.format(
                        Locale.ROOT,
                        "  r = n / m = %s; theta = %s r / (1 + %s r) = %s",
                        number(share),
                        number(tolerance),
                        number(tolerance),
                        number(theta)),
                String.format(
                        Locale.ROOT,
                        "  k = x + y = %,d; nu = %s m / %s = %s",
                        both,
                        number(blame.getToleranceDifference()),
                        number(tolerance),
                        number(virtual)),
                String.format(
                        Locale.ROOT,
                        "  E = theta (k + nu) = %s from these totals; %s summed look by look, against O ="
                                + " %,d",
                        number(theta * (both + virtual)),
                        number(blame.getExpected()),
                        blame.getObserved()));
    }

    private static String ratio(Blamed stream, double canary, double old) {
        Blame blame = stream.blame();
        if (!blame.hasRiskRatio()) {
            return "  ratio: the old version had nothing bad";
        }
        double crude = stream.canary().getEvents() / canary / (stream.old().getEvents() / old);
        return String.format(
                Locale.ROOT,
                "  ratio = (x / n) / (y / m) = %s from these totals; %s look by look (Mantel-Haenszel)",
                number(crude),
                number(blame.getRiskRatio()));
    }

    private static String number(double value) {
        return Numbers.short3(value);
    }
}
