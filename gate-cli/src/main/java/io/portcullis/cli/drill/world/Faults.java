package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText;
import io.portcullis.cli.drill.scenario.FaultText.PlaceText;
import io.portcullis.cli.drill.scenario.FaultText.ResultText;
import java.util.List;
import java.util.function.Predicate;

/** Which faults are in force, and whether attempts met one. Not thread-safe. */
final class Faults {
    private static final long NEVER = -1;

    private final List<FaultText> faults;
    private final FaultClock clock = new FaultClock();
    private long lastMet = NEVER;

    Faults(List<FaultText> faults) {
        this.faults = List.copyOf(faults);
    }

    /** A stage opens with this look. */
    void stageOpens(int stage, long look) {
        clock.stageOpens(stage, look);
    }

    /**
     * Failures of attempts by the faults in force; the rest goes the usual way.
     *
     * @param here which faults strike at this place
     */
    Tally strike(Predicate<FaultText> here, long attempts, long look, Draw draw) {
        Tally struck = Tally.NONE;
        for (FaultText fault : faults) {
            if (attempts == 0 || !here.test(fault) || !inForce(fault, look)) {
                continue;
            }
            met(look);
            long count = draw.binomial(attempts - struck.bad(), fault.ratio());
            struck =
                    struck.plus(
                            fault.result() == ResultText.TIMED_OUT
                                    ? new Tally(0, 0, count, 0)
                                    : new Tally(0, count, 0, 0));
        }
        return struck;
    }

    /** How often an attempt fails here by the faults in force; some do then. */
    double ratio(Predicate<FaultText> here, long look) {
        double ratio = 0;
        for (FaultText fault : faults) {
            if (here.test(fault) && inForce(fault, look)) {
                met(look);
                ratio += fault.ratio();
            }
        }
        return Math.min(1, ratio);
    }

    /** Something went wrong in this look. */
    void met(long look) {
        lastMet = look;
    }

    /** Those of the relay mesh, in force or not. */
    List<FaultText> ofMesh() {
        return faults.stream().filter(fault -> fault.place() == PlaceText.MESH).toList();
    }

    /** Regions that take themselves out of service, in force or not. */
    List<FaultText> ofWithdrawal() {
        return faults.stream().filter(fault -> fault.place() == PlaceText.WITHDRAWAL).toList();
    }

    /** Looks a fault in force has been so, this one included. */
    long looksIn(FaultText fault, long look) {
        return clock.looksIn(fault.time(), look);
    }

    boolean inForce(FaultText fault, long look) {
        return clock.inForce(fault.time(), look);
    }

    /** Whether something met one in this look. */
    boolean wasMet(long look) {
        return lastMet == look;
    }
}
