package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.StagePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/**
 * What a stream or aggregate lacks to be decided within the bake (analysis 2.7). A longer bake or more
 * traffic of the canary would do, one or the other; probes do where only coverage is short.
 *
 * @param factor tau over the bake; 0 when only coverage is short, infinite when no factor suffices
 * @param bakeLooks bake that would do, coverage included; infinite when none would
 * @param canaryShare share of the canary that would do; 0 when even the whole traffic would not
 * @param probesPerLook canary attempts missing per look for coverage; 0 when enough are expected
 */
public record Shortfall(double factor, double bakeLooks, double canaryShare, double probesPerLook) {

    /** Of one stream or aggregate of a stage; empty when it lacks nothing. */
    public static Optional<Shortfall> of(GroupPreview group, StagePlan stage) {
        double factor = group.role() instanceof Role.Undecidable(double needed) ? needed : 0;
        if (factor == 0 && !group.coverageShort()) {
            return Optional.empty();
        }
        double canary = group.canaryExposurePerLook();
        double covering = group.coverageShort() ? (canary + group.probesPerLook()) / canary : 1;
        double more = Math.max(factor, covering);
        return Optional.of(
                new Shortfall(
                        factor,
                        Math.ceil(stage.bakeLooks() * more),
                        share(stage, more),
                        group.probesPerLook()));
    }

    private static double share(StagePlan stage, double factor) {
        double share = largest(stage) * factor;
        return share <= 1 ? share : 0;
    }

    /** What would decide it, in words. */
    public String remedy(StagePlan stage, Duration lookLength) {
        var remedies = new ArrayList<String>();
        if (Double.isFinite(bakeLooks)) {
            remedies.add(
                    "a bake of "
                            + WaitWords.time(lookLength, bakeLooks)
                            + " instead of "
                            + WaitWords.time(lookLength, stage.bakeLooks()));
        }
        if (canaryShare > 0) {
            remedies.add(
                    "a canary share of %s instead of %s"
                            .formatted(percent(canaryShare), percent(largest(stage))));
        }
        if (probesPerLook > 0) {
            remedies.add(
                    String.format(Locale.ROOT, "%.2g probes a look", probesPerLook)
                            + (factor > 0 ? " for coverage" : ""));
        }
        return remedies.isEmpty()
                ? "more traffic of the new version than there is"
                : String.join(", or ", remedies);
    }

    private static double largest(StagePlan stage) {
        return stage.canaryShares().values().stream().mapToDouble(it -> it).max().orElse(0);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g", 100 * share).replaceAll("\\.0+$", "") + " %";
    }
}
