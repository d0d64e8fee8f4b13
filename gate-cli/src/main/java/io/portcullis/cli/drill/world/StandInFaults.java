package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.StandInFaultText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which faults of stand-ins are in force in an act. Thread-safe. */
public final class StandInFaults {
    private final List<StandInFaultText> faults;
    private final Map<Integer, Long> stageOpenedAt = new HashMap<>();

    public StandInFaults(List<StandInFaultText> faults) {
        this.faults = List.copyOf(faults);
        stageOpenedAt.put(0, 1L);
    }

    /** A stage opens with this look. */
    public synchronized void stageOpens(int stage, long look) {
        stageOpenedAt.putIfAbsent(stage, look);
    }

    /** Those in force in a look. */
    public synchronized List<StandInFaultText> inForce(long look) {
        return faults.stream().filter(fault -> isInForce(fault, look)).toList();
    }

    private boolean isInForce(StandInFaultText fault, long look) {
        Long opened = stageOpenedAt.get(fault.stage());
        return opened != null && look >= opened && fault.lasts(look - opened);
    }
}
