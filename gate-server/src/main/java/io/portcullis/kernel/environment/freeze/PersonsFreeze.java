package io.portcullis.kernel.environment.freeze;

import io.portcullis.kernel.environment.freeze.Freeze.Origin;
import io.portcullis.kernel.environment.freeze.Freeze.Stops;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A freeze a person asked for. It always has an end, so that nobody is stopped by what everybody
 * forgot.
 *
 * @param services those it stops; empty for all
 * @param regions where; empty for all
 * @param until at most {@link #LENGTH_MAX} after the start
 * @param ended a person's word that it is over before its time; absent without
 */
public record PersonsFreeze(
        FreezeId id,
        SortedSet<ServiceName> services,
        SortedSet<Region> regions,
        String reason,
        String by,
        Instant since,
        Instant until,
        @Nullable Ended ended) {

    /** A quarter of a year; whoever wants more says so again. */
    public static final Duration LENGTH_MAX = Duration.ofDays(92);

    public PersonsFreeze {
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason is blank; every freeze says why");
        }
        if (!until.isAfter(since) || until.isAfter(since.plus(LENGTH_MAX))) {
            throw new IllegalArgumentException(
                    "until is %s; must be after %s, by %d days at most"
                            .formatted(until, since, LENGTH_MAX.toDays()));
        }
    }

    /** Who ended it, when and why. */
    public record Ended(String by, Instant at, String reason) {}

    public boolean isInForce(Instant now) {
        return ended == null && !now.isBefore(since) && now.isBefore(until);
    }

    public PersonsFreeze ended(String person, String why, Instant now) {
        return new PersonsFreeze(
                id, services, regions, reason, by, since, until, new Ended(person, now, why));
    }

    /** As it stops rollouts. */
    public Freeze freeze() {
        return new Freeze(
                id.resourceName(),
                Origin.PERSON,
                Stops.STARTS_AND_WIDENING,
                services,
                regions,
                reason,
                by,
                since,
                until);
    }
}
