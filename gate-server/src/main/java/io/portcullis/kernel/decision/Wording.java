package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.WaitWords;
import io.portcullis.kernel.analysis.plan.AggregateKey;
import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How places, counts and waits are said to people, the same in every reason. */
final class Wording {

    private Wording() {}

    /** A reason of this type about a stream or aggregate. */
    static Reason reason(ReasonType type, GroupKey key, String text) {
        var pair = key.pair().orElse(null);
        return switch (key) {
            case StreamKey stream -> Reason.at(type, stream.place(), text).on(key.signal(), pair);
            case AggregateKey aggregate ->
                    Reason.of(type, text).over(Scope.of(aggregate)).on(key.signal(), pair);
        };
    }

    /** Such as {@code track-acquire on us-west -> eu-central (new to old)}. */
    static String where(GroupKey key) {
        return key.signal() + " " + place(key) + key.pair().map(Wording::pair).orElse("");
    }

    private static String place(GroupKey key) {
        return switch (key) {
            case StreamKey stream ->
                    switch (stream.place()) {
                        case Region region -> "in " + region;
                        case Link link -> "on " + link;
                    };
            case AggregateKey aggregate -> "on " + Scope.of(aggregate);
        };
    }

    static String pair(ArmPair pair) {
        return switch (pair) {
            case NEW_OLD -> " (new to old)";
            case OLD_NEW -> " (old to new)";
            case NEW_NEW -> " (new to new)";
        };
    }

    static Counts canary(Window window) {
        return new Counts(window.canaryExposure(), window.canaryEvents());
    }

    static Counts old(Window window) {
        return new Counts(window.oldExposure(), window.oldEvents());
    }

    /** Both arms since the stage opened. */
    static String bothArms(GroupFinding group) {
        var window = group.sinceStage();
        return share(canary(window)) + " on the new version, " + share(old(window)) + " on the old";
    }

    /** Such as {@code 30.1 % bad (301 of 1,000)}. */
    static String share(Counts counts) {
        return counts.exposure() > 0
                ? "%s bad (%,d of %,.0f)"
                        .formatted(
                                percent(counts.events() / counts.exposure()),
                                counts.events(),
                                counts.exposure())
                : "no traffic";
    }

    static String percent(double ratio) {
        double percent = ratio * 100;
        var format = percent != 0 && percent < 0.1 ? "%.3g %%" : "%.1f %%";
        return String.format(Locale.ROOT, format, percent);
    }

    static String margin(Margin margin) {
        return String.format(
                Locale.ROOT,
                "%s times the old version's rate + %s",
                trimmed(margin.ratio()),
                trimmed(margin.excess() * 100) + " %");
    }

    /** Such as {@code 150 times as bad}. */
    static String worse(@Nullable Double ratio) {
        if (ratio == null) {
            return "where the old had none";
        }
        return String.format(
                Locale.ROOT, ratio < 9.95 ? "%.1f times as bad" : "%,.0f times as bad", ratio);
    }

    /** Such as {@code 301 of the 325 bad events are the new version's, where 27.4 were to be expected}. */
    static String expected(Blame blame, Window window) {
        return String.format(
                Locale.ROOT,
                "%,d of the %,d bad events are the new version's, where %,.1f were to be expected",
                blame.observed(),
                window.canaryEvents() + window.oldEvents(),
                blame.expected());
    }

    /** How surely a stream is named, and what that means. */
    static String certainty(Blame blame) {
        var certainty = blame.certainty();
        if (certainty == null) {
            return "one of those whose sum is worse, not named alone";
        }
        return switch (certainty) {
            case SURE ->
                    "surely worse, at " + percent(blame.errorRatio()) + " for all streams together";
            case LIKELY ->
                    "likely worse, at a false discovery rate of " + percent(blame.errorRatio());
            case MOST_EVIDENCE ->
                    "carries most of the evidence, and no single stream could be named";
        };
    }

    /** Such as {@code about 1,900 more attempts, 14 looks (2 min 20 s) at this rate}. */
    static String remaining(Remaining remaining, Duration lookLength) {
        return attempts(remaining.attempts()) + looks(remaining.looks(), lookLength);
    }

    private static String attempts(double attempts) {
        if (Double.isInfinite(attempts)) {
            return "more attempts than come at this rate";
        }
        return String.format(Locale.ROOT, "about %,d more attempts", rounded(attempts));
    }

    private static String looks(double looks, Duration lookLength) {
        if (Double.isInfinite(looks)) {
            return ", with no end in sight";
        }
        long count = (long) Math.ceil(looks);
        return String.format(
                Locale.ROOT,
                ", %,d looks (%s) at this rate",
                count,
                WaitWords.time(lookLength, count));
    }

    /** Two digits are as much as an estimate holds. */
    private static long rounded(double value) {
        long ceiling = (long) Math.ceil(value);
        if (ceiling < 100) {
            return ceiling;
        }
        long unit = (long) Math.pow(10, Math.floor(Math.log10((double) ceiling)) - 1);
        return Math.ceilDiv(ceiling, unit) * unit;
    }

    private static String trimmed(double value) {
        var text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
