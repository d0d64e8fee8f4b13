package io.portcullis.kernel.decision;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Exhaustion;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Exhausted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Aborts a new version that is running into a limit of memory or of a queue, without statistics
 * (analysis 5.3): the least-squares line through the used part of the limit, averaged over the
 * servers of the new version in a region, over the last {@value #LOOKS} looks, reaches the limit
 * within the time the signal states. Two things must hold besides. In the last {@value #BLOCKS_ABOVE}
 * blocks most of these servers are above the range of before, so that what always rises and falls is
 * left alone. And the old version does not do the same there, for then it is not the release.
 */
public final class ExhaustionGuard {

    /** What the line goes through. */
    static final int LOOKS = 30;

    /** Blocks without which there is no line. */
    static final int BLOCKS_MIN = 5;

    static final int BLOCKS_ABOVE = 3;

    private static final List<Arm> NEW = List.of(Arm.CANARY);
    private static final List<Arm> OLD = List.of(Arm.BASELINE, Arm.STABLE);

    private ExhaustionGuard() {}

    /** The decision of a look, or an abort where a limit is near. */
    public static Decision over(Decision decision, Look look, List<SignalDefinition> signals) {
        if (decision instanceof Decision.Abort || look.progress().stage() == 0) {
            return decision;
        }
        var reasons = new ArrayList<Reason>();
        for (SignalDefinition signal : signals) {
            if (signal.exhaustion() != null) {
                for (Region region : look.canaryRegions()) {
                    reasons.addAll(near(look, signal, signal.exhaustion(), region));
                }
            }
        }
        return reasons.isEmpty() ? decision : new Decision.Abort(look.progress().stage(), reasons);
    }

    private static List<Reason> near(
            Look look, SignalDefinition signal, Exhaustion exhaustion, Region region) {
        double most =
                (double) exhaustion.within().toMillis() / look.progress().lookLength().toMillis();
        var recent = look.recent().last(LOOKS);
        var line = line(recent, signal.name(), region, NEW);
        var left = line.looksLeft();
        if (left.isEmpty()
                || left.getAsDouble() > most
                || !isAboveBefore(recent, signal.name(), region)) {
            return List.of();
        }
        var old = line(recent, signal.name(), region, OLD).looksLeft();
        if (old.isPresent() && old.getAsDouble() <= most) {
            return List.of();
        }
        String text =
                String.format(
                        Locale.ROOT,
                        "%s %s: the new version has used %.0f %% of its limit and reaches it in about"
                                + " %.0f looks, going on as in the last %d.",
                        signal.name(),
                        region,
                        100 * line.now(),
                        left.getAsDouble(),
                        LOOKS);
        return List.of(
                Reason.at(ReasonType.EXHAUSTION, region, text)
                        .on(signal.name(), null)
                        .with(
                                Map.of(
                                        "usedPercent",
                                        Long.toString(Math.round(100 * line.now())),
                                        "looksLeft",
                                        Long.toString(Math.round(left.getAsDouble())))));
    }

    private static boolean isAboveBefore(
            List<LookEvidence> recent, SignalName signal, Region region) {
        int blocks = 0;
        for (LookEvidence look : recent.reversed()) {
            Counts counts = sum(look, signal, region, NEW);
            if (counts.exposure() > 0 && blocks < BLOCKS_ABOVE) {
                if (counts.events() * 2 < counts.exposure()) {
                    return false;
                }
                blocks++;
            }
        }
        return blocks == BLOCKS_ABOVE;
    }

    /** y = mean + slope (t - meanTime) through the blocks of the looks; t counts looks. */
    private static Line line(
            List<LookEvidence> recent, SignalName signal, Region region, List<Arm> arms) {
        var times = new ArrayList<Double>();
        var used = new ArrayList<Double>();
        for (int index = 0; index < recent.size(); index++) {
            Counts counts = sum(recent.get(index), signal.part(Exhausted.USED), region, arms);
            if (counts.events() > 0) {
                times.add((double) index);
                used.add(counts.exposure() / counts.events());
            }
        }
        if (times.size() < BLOCKS_MIN) {
            return new Line(0, 0);
        }
        double meanTime = times.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double mean = used.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double product = 0;
        double square = 0;
        for (int index = 0; index < times.size(); index++) {
            double away = times.get(index) - meanTime;
            product += away * (used.get(index) - mean);
            square += away * away;
        }
        double slope = product / square;
        return new Line(mean + slope * (recent.size() - 1 - meanTime), slope);
    }

    private static Counts sum(LookEvidence look, SignalName signal, Region region, List<Arm> arms) {
        Counts sum = Counts.NONE;
        for (Arm arm : arms) {
            sum = sum.plus(look.counts(new Cell.InRegion(signal, region, arm)));
        }
        return sum;
    }

    /**
     * @param now used part at the last look
     * @param slope by which it grows each look
     */
    private record Line(double now, double slope) {

        /** Empty when it never reaches the limit; 0 when it has. */
        OptionalDouble looksLeft() {
            if (now >= 1) {
                return OptionalDouble.of(0);
            }
            return slope > 0 ? OptionalDouble.of((1 - now) / slope) : OptionalDouble.empty();
        }
    }
}
