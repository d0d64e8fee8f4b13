package io.portcullis.kernel.environment.health;

import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.environment.standing.Standing;
import java.time.Instant;
import java.util.List;

/**
 * What is held true of the world, with or without a rollout.
 *
 * @param at the look it is of
 * @param standings one a subject, in their order
 * @param faults open ones, and resolved ones that may come back
 */
public record StandingHealth(Instant at, List<Standing> standings, List<Fault> faults) {

    /** Nothing was looked at yet. */
    public static final StandingHealth NONE =
            new StandingHealth(Instant.EPOCH, List.of(), List.of());

    public StandingHealth {
        standings = List.copyOf(standings);
        faults = List.copyOf(faults);
    }
}
