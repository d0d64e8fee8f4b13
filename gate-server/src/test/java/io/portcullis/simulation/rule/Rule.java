package io.portcullis.simulation.rule;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.World;
import java.util.List;

/** Watches one rollout and may call it bad; once is enough. */
public interface Rule {

    /**
     * Applies a look.
     *
     * @param streams the same look as plain counts
     */
    void look(int lookId, LookEvidence evidence, List<World.Stream> streams);

    /** Whether it has called the release bad at this look or an earlier one. */
    boolean failed();

    /** Largest log10 of its evidence so far; 0 where a rule has none to compare. */
    default double strongest() {
        return 0;
    }

    /** Its log10 evidence at the last look; 0 where a rule has none to compare. */
    default double last() {
        return 0;
    }

    /**
     * A rollout that is about to start.
     *
     * @param seed of the world
     * @param looks it lasts
     */
    record Rollout(Setting setting, long seed, EvidenceBefore before, int looks) {}

    /** Starts a rule of its own for each rollout. */
    @FunctionalInterface
    interface Start {
        Rule at(Rollout rollout);
    }
}
