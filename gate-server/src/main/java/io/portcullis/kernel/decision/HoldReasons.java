package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.finding.WaitWords;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.policy.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a rollout waits for, how much of it and about how long; longest wait first. */
final class HoldReasons {

    /** With a hundred links the rest is said in one line. */
    static final int SHOWN_MAX = 10;

    private HoldReasons() {}

    static List<Reason> environment(Look look) {
        var reasons = new ArrayList<>(SharedHarm.environment(look));
        look.findings().oldArmBlocked().stream()
                .map(key -> look.findings().group(key))
                .flatMap(Optional::stream)
                .map(HoldReasons::unhealthy)
                .forEach(reasons::add);
        return shortened(ReasonType.ENVIRONMENT, reasons);
    }

    private static Reason unhealthy(GroupFinding group) {
        var when =
                group.oldArm() == OldArmHealth.UNHEALTHY_SINCE_STAGE
                        ? "on average since the stage opened"
                        : "over the last three minutes' looks";
        var text =
                Wording.where(group.key())
                        + ": the old version is unhealthy too, "
                        + when
                        + " ("
                        + Wording.bothArms(group)
                        + ", since the stage opened). Waits until it is as before.";
        return Wording.reason(ReasonType.ENVIRONMENT, group.key(), text);
    }

    /** A gap in a region nothing is judged in holds nobody up. */
    static List<Reason> evidence(Look look) {
        var involved = involved(look);
        var reasons =
                look.evidence().gaps().stream()
                        .filter(gap -> involved.isEmpty() || involved.contains(gap.region()))
                        .map(HoldReasons::gap)
                        .toList();
        return shortened(ReasonType.EVIDENCE, reasons);
    }

    private static Reason gap(Gap gap) {
        var text =
                "Evidence of "
                        + gap.region()
                        + " is missing at this look ("
                        + gap.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + (gap.detail().isBlank() ? "" : ": " + gap.detail())
                        + "). Waits for a complete look.";
        return Reason.at(ReasonType.EVIDENCE, gap.region(), text)
                .waitingFor(new Remaining(0, 1))
                .with(Map.of("cause", gap.cause().name()));
    }

    private static Set<Region> involved(Look look) {
        var regions = new TreeSet<Region>();
        for (GroupFinding group : look.findings().groups()) {
            if (group.key() instanceof StreamKey stream) {
                switch (stream.place()) {
                    case Region region -> regions.add(region);
                    case Link(var source, var destination) -> {
                        regions.add(source);
                        regions.add(destination);
                    }
                }
            }
        }
        return regions;
    }

    static List<Reason> looksBefore(Look look, Policy policy) {
        int present = look.progress().looksBefore();
        int missing = policy.looksBeforeMin() - present;
        if (missing <= 0) {
            return List.of();
        }
        var text =
                "Needs %d looks of the old version before a stage opens; %d are there. %d more looks."
                        .formatted(policy.looksBeforeMin(), present, missing);
        return List.of(Reason.of(ReasonType.EVIDENCE, text).waitingFor(new Remaining(0, missing)));
    }

    static List<Reason> baking(Look look) {
        var progress = look.progress();
        if (progress.isBakeOver()) {
            return List.of();
        }
        int missing = progress.bakeLooks() - progress.looksOpen();
        var text =
                "The least bake of stage %d is not over: %,d of %,d looks. %,d more looks."
                        .formatted(
                                progress.stage(),
                                progress.looksOpen(),
                                progress.bakeLooks(),
                                missing);
        return List.of(Reason.of(ReasonType.BAKING, text).waitingFor(new Remaining(0, missing)));
    }

    static List<Reason> coverage(Look look) {
        var reasons =
                look.findings().uncovered().stream().map(group -> uncovered(look, group)).toList();
        return shortened(ReasonType.COVERAGE, reasons);
    }

    private static Reason uncovered(Look look, GroupFinding group) {
        var coverage = group.coverage();
        var remaining =
                new Remaining(coverage.attemptsMin() - coverage.attempts(), coverage.looksNeeded());
        var text =
                String.format(
                        Locale.ROOT,
                        "%s: too little traffic of the new version, %,.0f of %d attempts since the"
                                + " stage opened, against %,.0f of the old. Needs %s.",
                        Wording.where(group.key()),
                        coverage.attempts(),
                        coverage.attemptsMin(),
                        group.sinceStage().oldExposure(),
                        Wording.remaining(remaining, look.progress().lookLength()));
        return Wording.reason(ReasonType.COVERAGE, group.key(), text).waitingFor(remaining);
    }

    static List<Reason> undecided(Look look) {
        if (look.findings().undecided().isEmpty() && !look.findings().allPass()) {
            return List.of(unproven());
        }
        var reasons =
                look.findings().undecided().stream().map(group -> undecided(look, group)).toList();
        return shortened(ReasonType.UNDECIDED, reasons);
    }

    /** That nothing was asked is no pass. */
    private static Reason unproven() {
        return Reason.of(
                        ReasonType.UNDECIDED,
                        "No signal counted at this stage can show that the new version is as good"
                                + " as the old. Needs one of failures, rates or latency.")
                .waitingFor(new Remaining(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    private static Reason undecided(Look look, GroupFinding group) {
        if (group.role() instanceof Role.Undecidable(double factor)) {
            return undecidable(look, group, factor);
        }
        return group.pass()
                .map(pass -> notYet(look, group, pass))
                .orElseGet(() -> unpromised(group));
    }

    private static Reason notYet(Look look, GroupFinding group, PassEvidence pass) {
        var remaining = new Remaining(pass.attemptsNeeded(), pass.looksNeeded());
        var text =
                "Needs "
                        + Wording.remaining(remaining, look.progress().lookLength())
                        + ", for "
                        + Wording.where(group.key())
                        + ", to exclude more than "
                        + Wording.margin(pass.margin())
                        + "; so far "
                        + Wording.bothArms(group)
                        + ".";
        return Wording.reason(ReasonType.UNDECIDED, group.key(), text)
                .counted(
                        new Numbers(
                                Wording.canary(group.sinceStage()),
                                Wording.old(group.sinceStage()),
                                pass.logValue(),
                                pass.logThreshold()))
                .waitingFor(remaining);
    }

    private static Reason undecidable(Look look, GroupFinding group, double factor) {
        var text =
                Wording.where(group.key())
                        + ": cannot be decided within the bake; so far "
                        + Wording.bothArms(group)
                        + cure(look.progress(), factor);
        return Wording.reason(ReasonType.UNDECIDED, group.key(), text)
                .waitingFor(new Remaining(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    private static String cure(StageProgress progress, double factor) {
        return Double.isInfinite(factor)
                ? ". Needs more traffic of the new version, from people or probes."
                : String.format(
                        Locale.ROOT,
                        ". Needs a bake of %s, or traffic of the new version %.1f times as large.",
                        WaitWords.time(
                                progress.lookLength(), Math.ceil(factor * progress.bakeLooks())),
                        factor);
    }

    private static Reason unpromised(GroupFinding group) {
        return Wording.reason(
                ReasonType.UNDECIDED,
                group.key(),
                Wording.where(group.key())
                        + ": nothing to judge it by was counted yet; so far "
                        + Wording.bothArms(group)
                        + ".");
    }

    private static List<Reason> shortened(ReasonType type, List<Reason> reasons) {
        var sorted =
                reasons.stream()
                        .sorted(Comparator.comparingDouble(HoldReasons::looks).reversed())
                        .toList();
        if (sorted.size() <= SHOWN_MAX) {
            return sorted;
        }
        int hidden = sorted.size() - SHOWN_MAX;
        var rest =
                Reason.of(type, "And " + hidden + " more, none of them longer.")
                        .with(Map.of("hiddenCount", Integer.toString(hidden)));
        return Stream.concat(sorted.subList(0, SHOWN_MAX).stream(), Stream.of(rest)).toList();
    }

    private static double looks(Reason reason) {
        return reason.remaining() == null ? 0 : reason.remaining().looks();
    }
}
