package io.portcullis.app.environment;

import io.portcullis.app.NewIds;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Kind;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.app.Services;
import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.environment.fault.Faults;
import io.portcullis.kernel.environment.freeze.Freeze;
import io.portcullis.kernel.environment.freeze.FreezeId;
import io.portcullis.kernel.environment.freeze.PersonsFreeze;
import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.store.EnvironmentCommit;
import io.portcullis.port.store.EnvironmentStore;
import io.portcullis.port.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people say of freezes. */
public final class FreezeRollouts {

    private static final int PAGE_SIZE_DEFAULT = 50;
    private static final int ATTEMPTS_MAX = 5;
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final EnvironmentStore store;
    private final Services services;
    private final NewIds ids;
    private final InstantSource clock;

    public FreezeRollouts(
            EnvironmentStore store, Services services, NewIds ids, InstantSource clock) {
        this.store = store;
        this.services = services;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A freeze a person wants.
     *
     * @param services none for all
     * @param regions none for all
     * @param from absent for now
     */
    public record Wanted(
            SortedSet<ServiceName> services,
            SortedSet<Region> regions,
            String reason,
            String person,
            @Nullable Instant from,
            Instant until) {}

    /**
     * @throws RequestRefused a service or region is unknown, the time is none, or there are as many
     *     freezes as can be looked at: one more would stop nothing
     */
    public PersonsFreeze start(Wanted wanted) {
        wanted.services().forEach(services::get);
        known(wanted);
        Instant now = clock.instant();
        Instant from = wanted.from() == null ? now : wanted.from();
        if (!wanted.until().isAfter(now)) {
            throw RequestRefused.invalid(
                    "end_time", "end_time.to_come", "is " + wanted.until() + ", which is over");
        }
        PersonsFreeze freeze;
        try {
            freeze =
                    new PersonsFreeze(
                            new FreezeId(ids.next()),
                            wanted.services(),
                            wanted.regions(),
                            wanted.reason(),
                            wanted.person(),
                            from,
                            wanted.until(),
                            null);
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid(
                    "end_time", "end_time.length", Objects.toString(e.getMessage(), ""));
        }
        if (!store.add(freeze, now)) {
            throw new RequestRefused(
                    new Why.OverLimit(
                            "freezes in force or to come",
                            EnvironmentStore.IN_FORCE_MAX,
                            "end some that are not needed, then try again",
                            RETRY_AFTER));
        }
        return freeze;
    }

    /** A freeze of a region nobody has would stop nothing, and nobody would notice. */
    private void known(Wanted wanted) {
        for (Region region : wanted.regions()) {
            boolean known =
                    services.byName().values().stream()
                            .anyMatch(it -> it.regions().contains(region));
            if (!known) {
                throw RequestRefused.invalid(
                        "regions", "regions.known", "has " + region + ", where no service is");
            }
        }
    }

    /**
     * Ends a person's freeze.
     *
     * @throws RequestRefused there is none of this id
     */
    public PersonsFreeze end(FreezeId id, String person, String reason) {
        var freeze = store.freeze(id).orElseThrow(() -> notFound(id.resourceName()));
        if (freeze.ended() != null) {
            return freeze;
        }
        var ended = freeze.ended(person, reason, clock.instant());
        store.replace(ended);
        return ended;
    }

    /**
     * Lets rollouts go on in spite of a fault, until it gets worse.
     *
     * @return the fault as it was accepted
     * @throws RequestRefused there is no such fault, or it stops nothing
     */
    public Fault accept(UUID faultId, String person, String reason) {
        var lost = new StaleRevision("environment");
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                return acceptOnce(faultId, person, reason);
            } catch (StaleRevision e) {
                lost = e;
            }
        }
        throw lost;
    }

    private Fault acceptOnce(UUID faultId, String person, String reason) {
        var stored = store.load();
        var health = stored.health();
        Instant now = clock.instant();
        var fault =
                find(health, faultId)
                        .orElseThrow(() -> notFound(Freeze.COLLECTION + "fault-" + faultId));
        var accepted = Faults.accepted(fault, person, reason, now);
        var faults = health.faults().stream().map(it -> it.equals(fault) ? accepted : it).toList();
        store.commit(
                new EnvironmentCommit(
                        stored.revision(),
                        new StandingHealth(health.at(), health.standings(), faults),
                        List.of(new EnvironmentIncident(accepted)),
                        List.of()));
        return accepted;
    }

    private static Optional<Fault> find(StandingHealth health, UUID faultId) {
        return health.faults().stream()
                .filter(it -> it.id().value().equals(faultId))
                .filter(it -> it.isOpen() || it.goneSince() != null)
                .findFirst();
    }

    /** Every freeze of people, newest first. */
    public Page<PersonsFreeze> list(String pageToken, int pageSize) {
        try {
            return store.freezes(pageToken, pageSize == 0 ? PAGE_SIZE_DEFAULT : pageSize);
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid(
                    "page_token", "page_token.ours", "is none that was given out; leave it out");
        }
    }

    /** The name of the freeze because of a fault, ended or not. */
    public static String nameOf(Fault fault) {
        return EnvironmentView.freezeName(fault);
    }

    private static RequestRefused notFound(String name) {
        return new RequestRefused(new Why.NotFound(Kind.FREEZE, name));
    }
}
