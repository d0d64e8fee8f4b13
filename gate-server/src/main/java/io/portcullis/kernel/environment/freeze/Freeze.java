package io.portcullis.kernel.environment.freeze;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A time in which no rollout may start or widen; rollbacks always may.
 *
 * @param name {@code freezes/} and what identifies it
 * @param services those it stops; empty for all
 * @param regions where it stops them; empty for all
 * @param by who froze: a person, or the gate
 * @param since from when on
 * @param until until when; absent when nobody can know
 */
public record Freeze(
        String name,
        Origin origin,
        Stops stops,
        SortedSet<ServiceName> services,
        SortedSet<Region> regions,
        String reason,
        String by,
        Instant since,
        @Nullable Instant until) {

    /** Before the id of every freeze. */
    public static final String COLLECTION = "freezes/";

    public Freeze {
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
    }

    /** Whether it concerns a service at all. */
    public boolean isOf(ServiceName service) {
        return services.isEmpty() || services.contains(service);
    }

    /** Whether it concerns any of the regions. */
    public boolean isIn(Collection<Region> some) {
        return regions.isEmpty() || some.stream().anyMatch(regions::contains);
    }

    /** Where a freeze comes from. */
    public enum Origin {
        PERSON,
        CALENDAR,
        /** The gate's own, while something of the world is unfit. */
        AUTOMATIC
    }

    /** What it stops. */
    public enum Stops {
        STARTS,
        STARTS_AND_WIDENING
    }
}
