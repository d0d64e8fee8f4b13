package io.portcullis.kernel.environment;

import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.ServiceName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something of the world that is fit or not, seen from however many places.
 *
 * @param kind what sort of thing
 * @param name such as the name of a probe, an alert or a dependency; for people too
 * @param service whose it is; null when every service depends on it
 * @param place where it is; null when it is nowhere in particular
 */
public record Subject(Kind kind, String name, @Nullable ServiceName service, @Nullable Place place)
        implements Comparable<Subject> {

    /** Between the name of a thing and what of it is meant, such as {@code rabbitmq/consumers}. */
    public static final String PART = "/";

    private static final int NAME_LENGTH_MAX = 200;
    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::kind)
                    .thenComparing(Subject::name)
                    .thenComparing(it -> Objects.toString(it.service(), ""))
                    .thenComparing(it -> Objects.toString(it.place(), ""));

    public Subject {
        if (name.isBlank() || name.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "name has "
                            + name.length()
                            + " characters; must have 1 to "
                            + NAME_LENGTH_MAX
                            + ", not all blank");
        }
    }

    /** One for each service and region named; where none is named, of all and nowhere in particular. */
    public static List<Subject> each(
            Kind kind,
            String name,
            Collection<ServiceName> services,
            Collection<? extends Place> places) {
        var all = new ArrayList<Subject>();
        for (ServiceName service : orNone(services)) {
            for (Place place : orNone(places)) {
                all.add(new Subject(kind, name, service, place));
            }
        }
        return all;
    }

    private static <T> Collection<@Nullable T> orNone(Collection<? extends T> named) {
        return named.isEmpty() ? Collections.singleton(null) : new ArrayList<>(named);
    }

    /**
     * The same for the same fault wherever it is: an incident follows it from region to region.
     */
    public String fingerprint() {
        return kind + "/" + name + (service == null ? "" : "/" + service);
    }

    /** The thing it is of: its name without what of it is meant. */
    public String thing() {
        return thing(name);
    }

    /** Likewise of any name. */
    public static String thing(String name) {
        int part = name.indexOf(PART);
        return part < 0 ? name : name.substring(0, part);
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }

    /** What sort of thing. */
    public enum Kind {
        /** An end-to-end check from outside. */
        PROBE,
        /** A broker, database, cache or the like. */
        DEPENDENCY,
        /**
         * Work that waits: a fault is not over before it is drained. It belongs to faults of the same
         * thing and service, as {@code rabbitmq/backlog} does to {@code rabbitmq/consumers} and to
         * {@code rabbitmq}; while one of them is open that does as much, it is no fault of its own.
         */
        BACKLOG,
        /** Room left when one region is lost. */
        CAPACITY,
        /** Whether one region reaches another. */
        REACHABILITY,
        /** Whether a region is cut off, or says or acts as if it were. */
        ISOLATION,
        /** An invariant of the relay graph. */
        STRUCTURE,
        /** A rule of the user's own that fires. */
        ALERT,
        /** What a provider says of itself. */
        PROVIDER,
        /** Evidence that used to be there. */
        ABSENCE
    }
}
