package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
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

    /** Everything fails at this rate. */
    public static Fault to(double rate) {
        return to(rate, _ -> true);
    }

    private static Fault to(double rate, Predicate<Cell> where) {
        return (cell, _, healthy) -> where.test(cell) ? rate : healthy;
    }
}
