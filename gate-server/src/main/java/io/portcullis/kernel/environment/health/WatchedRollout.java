package io.portcullis.kernel.environment.health;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as the world concerns it.
 *
 * @param regions of the service
 * @param canary regions that hold the new version now
 * @param widening regions the next stage sets; none when no stage follows
 * @param openedAt when the stage was opened; absent before the first
 */
public record WatchedRollout(
        ServiceName service,
        SortedSet<Region> regions,
        SortedSet<Region> canary,
        SortedSet<Region> widening,
        @Nullable Instant openedAt) {

    public WatchedRollout {
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        canary = Collections.unmodifiableSortedSet(new TreeSet<>(canary));
        widening = Collections.unmodifiableSortedSet(new TreeSet<>(widening));
    }

    boolean isStarted() {
        return openedAt != null;
    }

    boolean isWidened() {
        return !widening.isEmpty();
    }

    /** Whether the service is there at all. */
    boolean isAt(@Nullable Place place) {
        return isAmong(regions, place);
    }

    /** Whether the rollout holds a canary there now. */
    boolean hasCanaryAt(@Nullable Place place) {
        return isAmong(canary, place);
    }

    /** Whether it holds one there, or is about to. */
    boolean touches(@Nullable Place place) {
        return isAmong(canary, place) || isAmong(widening, place);
    }

    private static boolean isAmong(SortedSet<Region> some, @Nullable Place place) {
        return switch (place) {
            case Region region -> some.contains(region);
            case Link(var source, var destination) ->
                    some.contains(source) || some.contains(destination);
            case null -> true;
        };
    }
}
