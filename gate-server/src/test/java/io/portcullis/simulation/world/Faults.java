package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Collection;
import java.util.function.Predicate;

/** The usual ways to be bad; on all arms, unless narrowed by {@link Fault#onCanary}. */
public final class Faults {

    private Faults() {}

    /** Acquires out of a region fail at this rate. */
    public static Fault source(Region region, double rate) {
        return to(rate, cell -> cell.place() instanceof Link link && link.source().equals(region));
    }

    /** One place fails at this rate. */
    public static Fault place(Place place, double rate) {
        return to(rate, cell -> cell.place().equals(place));
    }

    /** A signal fails at this rate everywhere. */
    public static Fault everywhere(SignalName signal, double rate) {
        return to(rate, cell -> cell.signal().equals(signal));
    }

    /** Everything fails more often, by this factor. */
    public static Fault times(double factor) {
        return (_, _, rate) -> factor * rate;
    }

    /** Everything in these regions, and on links with an end there, fails more often. */
    public static Fault touching(Collection<Region> regions, double factor) {
        return (cell, _, rate) -> touches(cell.place(), regions) ? factor * rate : rate;
    }

    private static boolean touches(Place place, Collection<Region> regions) {
        return switch (place) {
            case Region region -> regions.contains(region);
            case Link link ->
                    regions.contains(link.source()) || regions.contains(link.destination());
        };
    }

    /** Everything fails at this rate. */
    public static Fault to(double rate) {
        return to(rate, _ -> true);
    }

    /** Requests and acquires out of a region fail at this rate. */
    public static Fault region(Region region, double rate) {
        return to(
                rate,
                cell ->
                        switch (cell.place()) {
                            case Region it -> it.equals(region);
                            case Link link -> link.source().equals(region);
                        });
    }

    private static Fault to(double rate, Predicate<Cell> where) {
        return (cell, _, healthy) -> where.test(cell) ? rate : healthy;
    }
}
