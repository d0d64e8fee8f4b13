package io.portcullis.kernel.environment.fault;

import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with the world, one for each fingerprint, wherever it is.
 *
 * @param fingerprint see {@link Subject#fingerprint()}
 * @param effect gravest effect it has, or had last
 * @param presences where it was and is, in the order it came; the oldest that ended are dropped
 * @param startedAt first bad observation
 * @param detectedAt when it was opened
 * @param goneSince from when on it is fit everywhere and nothing is left to drain; absent while not
 * @param resolvedAt when it had been gone long enough; absent while open
 * @param waitingFor what is not recovered although the fault left every place; empty when nothing
 * @param reopened how often it came back after it was resolved
 * @param goneFor how long it must be gone
 * @param acceptance a person's word; absent when none holds
 * @param timeline in the order it was recorded; of a long one the middle is dropped
 */
public record Fault(
        FaultId id,
        String fingerprint,
        Subject.Kind kind,
        String name,
        @Nullable ServiceName service,
        Effect effect,
        List<Presence> presences,
        Instant startedAt,
        Instant detectedAt,
        @Nullable Instant goneSince,
        @Nullable Instant resolvedAt,
        String waitingFor,
        int reopened,
        Duration goneFor,
        @Nullable Acceptance acceptance,
        List<FaultEntry> timeline) {

    public Fault {
        presences = List.copyOf(presences);
        timeline = List.copyOf(timeline);
    }

    public boolean isOpen() {
        return resolvedAt == null;
    }

    /** Whether it is unfit somewhere now. */
    public boolean isThere() {
        return presences.stream().anyMatch(Presence::isThere);
    }

    /** Whether a person let rollouts go on, and it has not got worse. */
    public boolean isAccepted() {
        return acceptance != null;
    }

    /** Whether work that waits is part of it: of the same thing and service. */
    boolean isOfBacklog(Subject backlog) {
        return backlog.kind() == Subject.Kind.BACKLOG
                && kind != Subject.Kind.BACKLOG
                && Objects.equals(backlog.service(), service)
                && backlog.thing().equals(Subject.thing(name));
    }

    /**
     * Whether it stands for work that waits and so does as much: that is no fault of its own then,
     * and is accepted with this one.
     *
     * @param does what the work that waits does itself
     */
    public boolean standsFor(Subject backlog, Effect does) {
        return isOpen() && isOfBacklog(backlog) && effect.compareTo(does) >= 0;
    }

    /** Regions it is in, and ends of links it is on; empty when it is nowhere in particular. */
    public SortedSet<Region> regionsNow() {
        return regions(presences.stream().filter(Presence::isThere));
    }

    /** Regions it ever was in, and ends of links it ever was on. */
    public SortedSet<Region> regions() {
        return regions(presences.stream());
    }

    /** Links it ever was on. */
    public SortedSet<Link> links() {
        var links = new TreeSet<Link>();
        for (Presence presence : presences) {
            if (presence.place() instanceof Link link) {
                links.add(link);
            }
        }
        return links;
    }

    /**
     * Whether it freezes rollouts: while it is there, and for some time after it is gone.
     *
     * @param thawAfter how long it must be gone
     */
    public boolean stopsRollouts(Duration thawAfter, Instant now) {
        return effect != Effect.RECORD
                && !isAccepted()
                && (goneSince == null || goneSince.plus(thawAfter).isAfter(now));
    }

    /** The regions it stops rollouts in: where it is, or where it was last; empty for all. */
    public SortedSet<Region> regionsStopped() {
        var last = isThere() ? presences.stream().filter(Presence::isThere).toList() : lastLeft();
        return last.stream().anyMatch(it -> it.place() == null)
                ? new TreeSet<>()
                : regions(last.stream());
    }

    /** Those that left last; all it ever was in where that cannot be told. */
    private List<Presence> lastLeft() {
        var last = presences.stream().filter(it -> Objects.equals(it.until(), goneSince)).toList();
        return last.isEmpty() ? presences : last;
    }

    static SortedSet<Region> regionsOf(@Nullable Place place) {
        return switch (place) {
            case Region region -> new TreeSet<>(List.of(region));
            case Link(var source, var destination) -> new TreeSet<>(List.of(source, destination));
            case null -> new TreeSet<>();
        };
    }

    private static SortedSet<Region> regions(Stream<Presence> some) {
        var regions = new TreeSet<Region>();
        some.forEach(presence -> regions.addAll(regionsOf(presence.place())));
        return regions;
    }
}
