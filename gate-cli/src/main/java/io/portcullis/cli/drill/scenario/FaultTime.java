package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.file.Rules;
import org.jspecify.annotations.Nullable;

/**
 * When a fault is in force.
 *
 * @param stage with whose opening it begins; 0 for the start of the act
 * @param after and so many looks later
 * @param lasting looks
 */
public record FaultTime(int stage, int after, int lasting) {
    public FaultTime {
        Rules.within(stage, 0, 20, "fromStage");
        Rules.within(after, 0, 100_000, "afterLooks");
        Rules.within(lasting, 1, Integer.MAX_VALUE, "forLooks");
    }

    /** As written; at once and for ever when left out. */
    static FaultTime of(int stage, @Nullable Integer afterLooks, @Nullable Integer forLooks) {
        return new FaultTime(
                stage,
                afterLooks == null ? 0 : afterLooks,
                forLooks == null ? Integer.MAX_VALUE : forLooks);
    }

    /** Whether it is in force so many looks after its stage opened. */
    public boolean lasts(long looksSinceStage) {
        return looksSinceStage >= after && looksSinceStage - after < lasting;
    }
}
