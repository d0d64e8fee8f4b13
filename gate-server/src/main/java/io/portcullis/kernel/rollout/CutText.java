package io.portcullis.kernel.rollout;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.transition.Direction;
import io.portcullis.kernel.transition.WorkHarm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What replacing cut, as people would count it. */
public final class CutText {

    private CutText() {}

    /** One sentence for each kind of work of each stage and way. */
    public static String text(List<WorkHarm> sums) {
        return sums.isEmpty()
                ? "Nothing was replaced after all."
                : sums.stream().map(CutText::text).collect(Collectors.joining(" "));
    }

    /**
     * Such as {@code Stage 1 cut 412 of 430 sessions of 2 replaced servers: eu-central 412 of 430.}
     */
    public static String text(WorkHarm harm) {
        return "%s cut %s of %s: %s."
                .formatted(
                        who(harm),
                        of(harm.total(), " " + harm.work().unit()),
                        harm.total().processes() == 1
                                ? "1 replaced server"
                                : String.format(
                                        Locale.ROOT,
                                        "%,d replaced servers",
                                        harm.total().processes()),
                        harm.regions().entrySet().stream()
                                .map(CutText::region)
                                .collect(Collectors.joining(", ")));
    }

    private static String who(WorkHarm harm) {
        return harm.chapter().direction() == Direction.BACK
                ? "The rollback"
                : harm.chapter().stage() == 0
                        ? "Before the first stage, replacing"
                        : "Stage " + harm.chapter().stage();
    }

    private static String region(Map.Entry<Region, WorkHarm.Sum> region) {
        return region.getKey() + " " + of(region.getValue(), "");
    }

    private static String of(WorkHarm.Sum sum, String unit) {
        var least = String.format(Locale.ROOT, "%,d", sum.cutMin());
        var most =
                sum.cutMax() > sum.cutMin()
                        ? String.format(Locale.ROOT, " to %,d", sum.cutMax())
                        : "";
        return least + most + String.format(Locale.ROOT, " of %,d", sum.carried()) + unit;
    }
}
