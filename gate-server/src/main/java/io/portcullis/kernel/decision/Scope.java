package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.plan.AggregateKey;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.evidence.Region;
import org.jspecify.annotations.Nullable;

/**
 * Places that are judged as one.
 *
 * @param level any but those of single places
 * @param region at the common end of its links; null for all places
 */
public record Scope(Level level, @Nullable Region region) {

    public Scope {
        if (level.isBase()) {
            throw new IllegalArgumentException("level is " + level + "; must be an aggregate's");
        }
    }

    static Scope of(AggregateKey key) {
        return new Scope(key.level(), key.region().orElse(null));
    }

    /** Such as {@code links from us-west}. */
    @Override
    public String toString() {
        return switch (level) {
            case SOURCE -> "links from " + region;
            case DESTINATION -> "links to " + region;
            case ALL_LINKS -> "all links together";
            case ALL_REGIONS -> "all regions together";
            case REGION, LINK -> throw new AssertionError(level);
        };
    }
}
