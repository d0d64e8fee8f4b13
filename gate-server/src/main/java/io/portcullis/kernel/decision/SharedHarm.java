package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.Attribution;
import io.portcullis.kernel.analysis.finding.Comparison;
import io.portcullis.kernel.analysis.finding.TouchedFinding;
import io.portcullis.kernel.analysis.finding.UnhealthyPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the attribution table about touched places (analysis 2.8): they grew worse, on both
 * versions, than places the rollout did not touch, or than the same clock time of earlier days.
 */
final class SharedHarm {

    private static final int SHOWN_MAX = 12;

    private SharedHarm() {}

    /**
     * Whether the rollout is to blame: nothing of it was there before, and what is untouched is
     * healthy; earlier days tell only where nothing is untouched.
     */
    static boolean isFound(Attribution attribution) {
        return attribution.fails()
                && !attribution.preExisting()
                && (attribution.againstUntouched()
                        ? !attribution.isUntouchedUnhealthy()
                        : attribution.untouchedRegions().isEmpty());
    }

    /** What was found, most evidence first. */
    static List<Reason> reasons(Look look) {
        return of(look, ReasonType.SHARED_HARM, "");
    }

    /** Why the world is not fit to judge in: harm the rollout is not to blame for, bad places. */
    static List<Reason> environment(Look look) {
        Attribution attribution = look.findings().attribution();
        var reasons = new ArrayList<Reason>();
        if (attribution.fails() && !isFound(attribution)) {
            reasons.addAll(of(look, ReasonType.ENVIRONMENT, whyNotTheRollout(attribution)));
        }
        attribution.untouchedUnhealthy().forEach(place -> reasons.add(unhealthy(place)));
        return reasons;
    }

    private static String whyNotTheRollout(Attribution attribution) {
        if (attribution.preExisting()) {
            return " It was bad already when the stage opened. Waits until it is as before.";
        }
        return attribution.isUntouchedUnhealthy()
                ? " Untouched places are unhealthy too. Waits until they are as before."
                : " Untouched places do not tell of it. Waits until it is as before.";
    }

    private static List<Reason> of(Look look, ReasonType type, String why) {
        return look.findings().attribution().named().stream()
                .limit(SHOWN_MAX)
                .map(finding -> reason(look, type, finding, why))
                .toList();
    }

    private static Reason reason(Look look, ReasonType type, TouchedFinding finding, String why) {
        Attribution attribution = look.findings().attribution();
        Since since = since(look, finding);
        var text =
                where(attribution, finding)
                        + ", both versions: "
                        + Wording.share(finding.touched())
                        + expected(finding.touchedExpected())
                        + "; "
                        + other(attribution, finding)
                        + ": "
                        + Wording.share(finding.other())
                        + expected(finding.otherExpected())
                        + "; "
                        + evidence(attribution)
                        + (since == null
                                ? "."
                                : "; bad since look " + since.look() + " (" + since.at() + ").")
                        + why;
        var reason =
                finding.region()
                        .map(region -> Reason.at(type, region, text))
                        .orElseGet(() -> Reason.of(type, text));
        return reason.on(finding.signal(), null)
                .counted(
                        new Numbers(
                                finding.touched(),
                                finding.other(),
                                attribution.logTotal(),
                                attribution.logThreshold()))
                .from(since)
                .with(Touched.of(attribution, finding).details());
    }

    private static String where(Attribution attribution, TouchedFinding finding) {
        return finding.signal()
                + " where the rollout touched ("
                + finding.region()
                        .map(Object::toString)
                        .orElseGet(() -> Touched.names(attribution.touchedRegions()))
                + ")";
    }

    private static String other(Attribution attribution, TouchedFinding finding) {
        return switch (finding.comparison()) {
            case UNTOUCHED -> "untouched (" + Touched.names(attribution.untouchedRegions()) + ")";
            case EARLIER_DAYS ->
                    "there at the same clock time of " + finding.days() + " earlier days";
            case NOTHING -> "nothing to compare with now";
        };
    }

    private static String expected(double events) {
        return String.format(Locale.ROOT, " where %,.0f are usual", events);
    }

    private static String evidence(Attribution attribution) {
        return String.format(
                Locale.ROOT,
                "evidence of shared harm 10^%.1f, 10^%.1f aborts",
                attribution.logTotal() / Math.log(10),
                attribution.logThreshold() / Math.log(10));
    }

    private static @Nullable Since since(Look look, TouchedFinding finding) {
        return finding.firstBadLook().isEmpty()
                ? null
                : new Since(
                        finding.firstBadLook().getAsInt(),
                        look.times().at(finding.firstBadLook().getAsInt()));
    }

    private static Reason unhealthy(UnhealthyPlace place) {
        var text =
                Wording.where(place.place())
                        + ", which the rollout does not touch: unhealthy over the last looks, "
                        + Wording.share(place.recent())
                        + " where "
                        + Wording.percent(place.limitRatio())
                        + " is too much. Waits until it is as before.";
        return Wording.reason(ReasonType.ENVIRONMENT, place.place(), text);
    }

    /** What of shared harm stays invisible, one line a signal. */
    static List<String> cannotExclude(Attribution attribution) {
        return attribution.touched().stream()
                .filter(finding -> finding.region().isEmpty())
                .map(SharedHarm::invisible)
                .toList();
    }

    private static String invisible(TouchedFinding finding) {
        return finding.comparison() == Comparison.NOTHING
                ? finding.signal()
                        + ": harm to both versions alike; nothing is untouched and no earlier day"
                        + " is known"
                : String.format(
                        Locale.ROOT,
                        "%s: harm to both versions alike, below %.1f times what is usual",
                        finding.signal(),
                        finding.toleranceRatio());
    }
}
