package io.portcullis.cli.drill.play;

import io.portcullis.cli.drill.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/** The outcome of a drill. */
public record DrillResult(Scenario scenario, long seed, Duration look, List<ActResult> acts) {
    public DrillResult {
        acts = List.copyOf(acts);
    }

    /** Whether everything expected happened in every act. */
    public boolean passed() {
        return acts.stream().allMatch(ActResult::passed);
    }
}
