package io.portcullis.kernel.analysis.plan;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Optional;

/**
 * Name of a sum of streams of one signal and one arm pair.
 *
 * @param signal what is measured
 * @param level any but the base levels
 * @param region the common source or destination; empty for aggregates of all places
 * @param pair arm pair of the links summed; empty for regions
 */
public record AggregateKey(
        SignalName signal, Level level, Optional<Region> region, Optional<ArmPair> pair)
        implements GroupKey {

    public AggregateKey {
        if (level.isBase()) {
            throw new IllegalArgumentException("level is " + level + "; must be an aggregate's");
        }
        boolean oneRegion = level == Level.SOURCE || level == Level.DESTINATION;
        if (oneRegion != region.isPresent()) {
            throw new IllegalArgumentException(
                    "region is " + region + " at level " + level + "; only one end has a region");
        }
    }

    @Override
    public String toString() {
        String where =
                switch (level) {
                    case SOURCE -> "links from " + region.orElseThrow();
                    case DESTINATION -> "links to " + region.orElseThrow();
                    case ALL_LINKS -> "all links";
                    case ALL_REGIONS -> "all regions";
                    case REGION, LINK -> throw new AssertionError(level);
                };
        return signal + " " + where + pair.map(it -> " " + it).orElse("");
    }
}
