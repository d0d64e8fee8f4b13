package io.portcullis.simulation.rule;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.world.Before;
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

    /** Starts a rule at the start of a rollout. */
    @FunctionalInterface
    interface Start {

        /**
         * A rule of its own for one rollout.
         *
         * @param looks the rollout lasts
         */
        Rule at(Setting setting, Before before, int looks);
    }
}
