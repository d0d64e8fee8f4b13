package io.portcullis.cli.text;

import com.google.protobuf.Duration;
import io.portcullis.v1.Finding;
import io.portcullis.v1.FindingKind;
import io.portcullis.v1.FindingRole;
import io.portcullis.v1.GetRolloutResponse;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Remaining;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The evidence of a rollout on one page. */
public final class Explanations {
    private static final int SHOWN_MAX = 10;

    private Explanations() {}

    /** The page; with all, every stream that has evidence. */
    public static List<String> lines(GetRolloutResponse answer, boolean all) {
        var lines = new ArrayList<String>();
        lines.add(Rollouts.headline(answer.getRollout()));
        List<Blamed> blamed = Blamed.of(answer);
        Total total = Total.of(answer);
        if (blamed.isEmpty()) {
            lines.add("No evidence yet: " + waitsFor(answer));
            return lines;
        }
        lines.addAll(total.lines());
        lines.addAll(table(blamed, all));
        lines.addAll(named(blamed));
        lines.addAll(Worked.lines(toWork(blamed), total.logEvidence()));
        lines.addAll(undecided(answer.getLook(), answer.getPreview().getLookLength(), all));
        return lines;
    }

    /** A single stream, whose totals a reader can compute with; one that is named if there is one. */
    private static Blamed toWork(List<Blamed> blamed) {
        return blamed.stream()
                .filter(Blamed::isOfOneStream)
                .max(
                        Comparator.comparing(Blamed::isNamed)
                                .thenComparingDouble(it -> it.blame().getEvidenceShareRatio()))
                .orElse(blamed.getFirst());
    }

    private static String waitsFor(GetRolloutResponse answer) {
        return answer.getLook().getLook() == 0
                ? "no look has been made."
                : "the new version was not compared with the old one so far.";
    }

    private static List<String> table(List<Blamed> blamed, boolean all) {
        int shown = all ? blamed.size() : Math.min(SHOWN_MAX, blamed.size());
        var table =
                new Table(
                        "SHARE",
                        "WHAT",
                        "NEW (O)",
                        "EXPECTED (E)",
                        "OLD",
                        "RATIO",
                        "log10 W",
                        "log10 v",
                        "BAD SINCE",
                        "WORSE");
        blamed.subList(0, shown).forEach(stream -> row(table, stream));
        var lines = new ArrayList<>(table.lines());
        if (shown < blamed.size()) {
            lines.add(
                    "and "
                            + (blamed.size() - shown)
                            + " more with less of the evidence; --all shows them");
        }
        return lines;
    }

    private static void row(Table table, Blamed stream) {
        var blame = stream.blame();
        table.row(
                Numbers.percent(blame.getEvidenceShareRatio()),
                stream.where(),
                Numbers.counts(stream.canary()),
                String.format(Locale.ROOT, "%,.1f", blame.getExpected()),
                Numbers.counts(stream.old()),
                blame.hasRiskRatio() ? "x" + Numbers.short3(blame.getRiskRatio()) : "-",
                String.format(Locale.ROOT, "%.1f", Numbers.log10(blame.getLogEvidence())),
                String.format(Locale.ROOT, "%.1f", Numbers.log10(blame.getLogWeight())),
                stream.since() == 0 ? "-" : "look " + stream.since(),
                stream.isNamed() ? stream.named() : "-");
    }

    /** What the words of the last column mean, those that are used. */
    private static List<String> named(List<Blamed> blamed) {
        var lines = new ArrayList<String>();
        if (has(blamed, "surely")) {
            lines.add(
                    "surely: the probability that any stream is named so wrongly is at most this,"
                            + " for all streams together (closed testing).");
        }
        if (has(blamed, "likely")) {
            lines.add(
                    "likely: of all streams named, at most this part is expected to be no worse"
                            + " (false discovery rate, e-BH).");
        }
        if (has(blamed, "most evidence")) {
            lines.add(
                    "most evidence: no single stream could be named; this one carries most of it.");
        }
        return lines;
    }

    private static boolean has(List<Blamed> blamed, String word) {
        return blamed.stream().anyMatch(stream -> stream.named().startsWith(word));
    }

    /** Required streams that do not pass yet, those that need most first. */
    private static List<String> undecided(LookReport look, Duration lookLength, boolean all) {
        List<Finding> open =
                look.getFindingsList().stream()
                        .filter(Explanations::isOpen)
                        .sorted(
                                Comparator.comparingDouble((Finding it) -> looks(it.getRemaining()))
                                        .reversed())
                        .toList();
        if (open.isEmpty() || look.getFindingsLook() < look.getLook()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("Undecided (" + open.size() + "), those that need most first:");
        int shown = all ? open.size() : Math.min(SHOWN_MAX, open.size());
        open.stream().limit(shown).forEach(it -> lines.add("  " + needs(it, lookLength)));
        if (shown < open.size()) {
            lines.add("  and " + (open.size() - shown) + " more; --all shows them");
        }
        return lines;
    }

    private static boolean isOpen(Finding finding) {
        return (finding.getRole() == FindingRole.FINDING_ROLE_REQUIRED
                        || finding.getRole() == FindingRole.FINDING_ROLE_UNDECIDABLE)
                && finding.getKind() != FindingKind.FINDING_KIND_EQUIVALENT
                && finding.getKind() != FindingKind.FINDING_KIND_REGRESSED;
    }

    private static double looks(Remaining remaining) {
        return remaining.getLooks() == 0 ? Double.POSITIVE_INFINITY : remaining.getLooks();
    }

    private static String needs(Finding finding, Duration lookLength) {
        String where = Blamed.where(finding.getSignal(), finding.getPlace(), finding.getArmPair());
        String so =
                ", so far "
                        + Numbers.counts(finding.getCanary())
                        + " new, "
                        + Numbers.counts(finding.getOld())
                        + " old";
        Remaining remaining = finding.getRemaining();
        if (remaining.getLooks() == 0 || Double.isInfinite(remaining.getAttempts())) {
            return where + ": cannot be decided at this rate" + so;
        }
        return String.format(
                Locale.ROOT,
                "%s: about %s more attempts, %,d looks%s at this rate, to exclude %s%s",
                where,
                Numbers.about(remaining.getAttempts()),
                remaining.getLooks(),
                lookLength.getSeconds() + lookLength.getNanos() == 0
                        ? ""
                        : " (" + Numbers.span(lookLength, remaining.getLooks()) + ")",
                Previews.margin(finding.getMargin()),
                so);
    }

    /** Evidence of the whole rollout and where it aborts, as natural logarithms. */
    private record Total(double logEvidence, double logThreshold, long look) {
        static Total of(GetRolloutResponse answer) {
            LookReport look = answer.getLook();
            if (look.getFindingsCount() > 0) {
                return new Total(
                        look.getLogFailEvidence(),
                        look.getLogFailThreshold(),
                        look.getFindingsLook());
            }
            return answer.getRollout().getDecision().getReasonsList().stream()
                    .filter(reason -> reason.hasBlame())
                    .findFirst()
                    .map(reason -> new Total(reason.getLogEvidence(), reason.getLogThreshold(), 0))
                    .orElse(new Total(0, 0, 0));
        }

        List<String> lines() {
            String at = look == 0 ? "" : " at look " + look;
            return List.of(
                    String.format(
                            Locale.ROOT,
                            "Evidence that the new version is worse%s: log10 W = %.2f; the rollout is"
                                    + " aborted from log10 W = %.2f on.",
                            at,
                            Numbers.log10(logEvidence),
                            Numbers.log10(logThreshold)),
                    "Evidence is no probability: a release that is no worse ever reaches W in at most"
                            + " one of W rollouts, this threshold in "
                            + Numbers.percent(Math.exp(-logThreshold))
                            + ".",
                    "W is the sum of every stream's own W times its weight v, fixed before the start.");
        }
    }
}
