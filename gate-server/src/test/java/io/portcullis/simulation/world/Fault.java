package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;

/** What goes wrong where and when. */
@FunctionalInterface
public interface Fault {

    Fault NONE = (_, _, rate) -> rate;

    /**
     * Error rate of a cell.
     *
     * @param look of the rollout, 1, 2, ...; 0 and less before it
     * @param rate the healthy one
     */
    double rate(Cell cell, int look, double rate);

    /** The same from a look on. */
    default Fault from(int firstLook) {
        return (cell, look, rate) -> look < firstLook ? rate : rate(cell, look, rate);
    }

    /** The same up to and with a look. */
    default Fault until(int lastLook) {
        return (cell, look, rate) -> look > lastLook ? rate : rate(cell, look, rate);
    }

    /** The same, where the new version takes part only. */
    default Fault onCanary() {
        return (cell, look, rate) -> hasCanary(cell) ? rate(cell, look, rate) : rate;
    }

    /** Whether the new version takes part in a cell. */
    static boolean hasCanary(Cell cell) {
        return switch (cell) {
            case Cell.InRegion region -> region.arm() == Arm.CANARY;
            case Cell.OnLink link ->
                    link.sourceArm() == Arm.CANARY || link.destinationArm() == Arm.CANARY;
        };
    }
}
