package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.StandInFaultText;
import java.util.List;

/** Which faults of stand-ins are in force in an act. Thread-safe. */
public final class StandInFaults {
    private final List<StandInFaultText> faults;
    private final FaultClock clock = new FaultClock();

    public StandInFaults(List<StandInFaultText> faults) {
        this.faults = List.copyOf(faults);
    }

    /** A stage opens with this look. */
    public synchronized void stageOpens(int stage, long look) {
        clock.stageOpens(stage, look);
    }

    /** Those in force in a look. */
    public synchronized List<StandInFaultText> inForce(long look) {
        return faults.stream().filter(fault -> clock.inForce(fault.time(), look)).toList();
    }
}
