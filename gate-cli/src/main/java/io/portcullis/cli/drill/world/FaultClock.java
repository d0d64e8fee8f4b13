package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultTime;
import java.util.HashMap;
import java.util.Map;

/** Since when stages are open, and so which faults are in force. Not thread-safe. */
final class FaultClock {
    private final Map<Integer, Long> stageOpenedAt = new HashMap<>();

    FaultClock() {
        stageOpenedAt.put(0, 1L);
    }

    /** A stage opens with this look. */
    void stageOpens(int stage, long look) {
        stageOpenedAt.putIfAbsent(stage, look);
    }

    boolean inForce(FaultTime time, long look) {
        Long opened = stageOpenedAt.get(time.stage());
        return opened != null && look >= opened && time.lasts(look - opened);
    }

    /** Looks it has been so, this one included. */
    long looksIn(FaultTime time, long look) {
        return look - stageOpenedAt.getOrDefault(time.stage(), look) - time.after() + 1;
    }
}
