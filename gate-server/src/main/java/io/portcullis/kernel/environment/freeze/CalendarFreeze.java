package io.portcullis.kernel.environment.freeze;

import io.portcullis.kernel.environment.freeze.Freeze.Origin;
import io.portcullis.kernel.environment.freeze.Freeze.Stops;
import io.portcullis.kernel.environment.freeze.Window.Stretch;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A freeze by calendar. With a zone of its own it is in force everywhere at once; without, in each
 * region by that region's clock.
 *
 * @param name as configured
 * @param services those it stops; empty for all
 * @param regions where; empty for all
 * @param zone absent for that of each region
 */
public record CalendarFreeze(
        String name,
        SortedSet<ServiceName> services,
        SortedSet<Region> regions,
        Window window,
        @Nullable ZoneId zone,
        String reason) {

    private static final String CALENDAR = "calendar";

    public CalendarFreeze {
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
    }

    /**
     * As it stops rollouts now; empty while it stops none.
     *
     * @param zones of every region; one that is not named has UTC
     */
    public Optional<Freeze> at(Instant now, Map<Region, ZoneId> zones) {
        return zone == null ? byRegion(now, zones) : everywhere(now, zone);
    }

    private Optional<Freeze> everywhere(Instant now, ZoneId own) {
        return window.at(now, own).map(it -> freeze(regions, it));
    }

    private Optional<Freeze> byRegion(Instant now, Map<Region, ZoneId> zones) {
        SortedMap<Region, Stretch> frozen = new TreeMap<>();
        for (Region region : regions.isEmpty() ? zones.keySet() : regions) {
            window.at(now, zones.getOrDefault(region, ZoneOffset.UTC))
                    .ifPresent(it -> frozen.put(region, it));
        }
        if (frozen.isEmpty()) {
            return Optional.empty();
        }
        var first = frozen.values().stream().map(Stretch::from).min(Comparator.naturalOrder());
        var last = frozen.values().stream().map(Stretch::until).max(Comparator.naturalOrder());
        return Optional.of(
                freeze(
                        new TreeSet<>(frozen.keySet()),
                        new Stretch(first.orElse(now), last.orElse(now))));
    }

    private Freeze freeze(SortedSet<Region> where, Stretch when) {
        return new Freeze(
                Freeze.COLLECTION + CALENDAR + "-" + name,
                Origin.CALENDAR,
                Stops.STARTS_AND_WIDENING,
                services,
                where,
                reason,
                CALENDAR,
                when.from(),
                when.until());
    }
}
