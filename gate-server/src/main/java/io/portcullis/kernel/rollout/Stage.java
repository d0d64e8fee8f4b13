package io.portcullis.kernel.rollout;

import io.portcullis.kernel.evidence.Region;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One step of a plan: more regions, or more traffic.
 *
 * @param name DNS label, unique in the plan
 * @param where regions whose canary share it sets; others keep theirs
 * @param canaryShareRatio share of traffic on the new version there; above 0, at most 1
 * @param bake least time of watching before it can pass
 * @param holdLimit how long it may be held after that
 */
public record Stage(String name, Where where, double canaryShareRatio, Span bake, Span holdLimit) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public Stage {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "stages.name is '"
                            + name
                            + "'; must be lower-case letters, digits and inner hyphens, at most 63");
        }
        if (!(canaryShareRatio > 0 && canaryShareRatio <= 1)) {
            throw new IllegalArgumentException(
                    "stages.canaryShareRatio is " + canaryShareRatio + "; must be > 0 and <= 1");
        }
    }

    /** Regions of a stage. */
    public sealed interface Where {

        /** Every region of the service. */
        record All() implements Where {}

        /** These; at least one. */
        record Named(SortedSet<Region> regions) implements Where {
            public Named {
                if (regions.isEmpty()) {
                    throw new IllegalArgumentException(
                            "stages.regions is empty; name regions or say ALL");
                }
                regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
            }
        }

        default SortedSet<Region> in(SortedSet<Region> serviceRegions) {
            return switch (this) {
                case All() -> serviceRegions;
                case Named(var regions) -> regions;
            };
        }
    }
}
