package io.portcullis.app;

import io.portcullis.kernel.rollout.RolloutId;

/** Finds owners for rollouts, which drive them. */
@FunctionalInterface
public interface RolloutOwners {

    /** Makes sure that the rollout has, or gets, an owner. */
    void offer(RolloutId id);
}
