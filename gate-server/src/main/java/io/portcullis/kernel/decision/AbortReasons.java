package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.ReleaseEvidence;
import io.portcullis.kernel.analysis.plan.AggregateKey;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.StreamKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a release is found bad: one reason for each regressed stream, most evidence first. Where only an
 * aggregate regressed, its places that are bad now follow it: alone none of them would do, but
 * people must know where to look.
 */
final class AbortReasons {

    private static final int MEMBERS_MAX = 12;

    private AbortReasons() {}

    static List<Reason> of(Look look) {
        var reasons = new ArrayList<Reason>();
        look.findings().release().regressed().stream()
                .map(key -> look.findings().group(key))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(AbortReasons::share).reversed())
                .forEach(group -> {
                    reasons.add(regressed(look, group));
                    reasons.addAll(members(look, group));
                });
        if (reasons.isEmpty()) {
            reasons.add(together(look.findings().release()));
        }
        return reasons;
    }

    private static List<Reason> members(Look look, GroupFinding group) {
        if (!(group.key() instanceof AggregateKey aggregate)) {
            return List.of();
        }
        return look.findings().groups().stream()
                .filter(member -> isMember(member.key(), aggregate))
                .filter(member -> member.sinceStage().canaryEvents() > 0)
                .filter(member -> since(look, member) != null)
                .sorted(Comparator.comparingDouble(AbortReasons::share).reversed())
                .limit(MEMBERS_MAX)
                .map(member -> regressed(look, member))
                .toList();
    }

    private static boolean isMember(GroupKey key, AggregateKey aggregate) {
        return key instanceof StreamKey stream && Family.aggregatesOf(stream).contains(aggregate);
    }

    private static double share(GroupFinding group) {
        return group.fail().map(FailEvidence::share).orElse(0.0);
    }

    private static Reason regressed(Look look, GroupFinding group) {
        var release = look.findings().release();
        var since = since(look, group);
        var blame = group.fail().map(fail -> Blame.of(group.key(), fail, release)).orElse(null);
        return Wording.reason(ReasonType.RELEASE, group.key(), text(look, group, blame, since))
                .counted(
                        new Numbers(
                                Wording.canary(group.sinceStage()),
                                Wording.old(group.sinceStage()),
                                release.logTotal(),
                                release.logThreshold()))
                .blaming(blame)
                .from(since);
    }

    private static String text(
            Look look, GroupFinding group, @Nullable Blame blame, @Nullable Since since) {
        var parts = new ArrayList<String>();
        var counts = Wording.where(group.key()) + ": " + Wording.bothArms(group);
        parts.add(blame == null ? counts : counts + ", " + Wording.worse(blame.ratio()));
        if (blame != null) {
            parts.add(Wording.expected(blame, group.sinceStage()));
        }
        if (since != null) {
            parts.add("bad since look " + since.look() + " (" + since.at() + ")");
        }
        if (blame != null) {
            parts.add(Wording.certainty(blame));
            parts.add(Wording.percent(blame.share()) + " of the evidence" + inSums(look, group));
        }
        parts.add(evidence(look.findings().release()));
        return String.join("; ", parts) + ".";
    }

    /** A stream's evidence counts in its sums too, and often most of it there. */
    private static String inSums(Look look, GroupFinding group) {
        if (!(group.key() instanceof StreamKey stream)) {
            return "";
        }
        var sums = Family.aggregatesOf(stream);
        double share =
                look.findings().groups().stream()
                        .filter(other ->
                                other.key() instanceof AggregateKey sum && sums.contains(sum))
                        .mapToDouble(AbortReasons::share)
                        .sum();
        return share > 0 ? " alone, " + Wording.percent(share) + " in sums it belongs to" : "";
    }

    private static @Nullable Since since(Look look, GroupFinding group) {
        return group.fail().stream()
                .flatMapToInt(fail -> fail.firstBadLook().stream())
                .mapToObj(first -> new Since(first, look.times().at(first)))
                .findFirst()
                .orElse(null);
    }

    private static Reason together(ReleaseEvidence release) {
        return Reason.of(
                ReasonType.RELEASE,
                "The new version is worse than the old one over all streams together: "
                        + evidence(release)
                        + ".");
    }

    private static String evidence(ReleaseEvidence release) {
        return String.format(
                Locale.ROOT,
                "evidence of the rollout 10^%.1f, 10^%.1f aborts",
                release.log10Total(),
                release.log10Threshold());
    }
}
