package io.portcullis.port.control;

/**
 * Acts on one region's workload for a rollout; it never decides.
 *
 * <p>Every order is idempotent: given again with the same key it has no second effect and answers
 * how far the first one is. Calls may come from several threads. A call blocks for a bounded time;
 * work that takes longer is answered with {@code Running}, and the same order is given again after
 * the stated wait. A region that fails touches no other region's orders.
 *
 * <p>What the workload's own system says is a value. Only a failure to reach it is an exception,
 * {@link ControlUnavailable}, and may be tried again for ever.
 */
public interface Control {

    /** Sets the canary's share in one region. */
    ControlAnswer open(StageOpening order);

    /** Brings back, in one region, what ran there when the rollout started. */
    ControlAnswer restore(RestoreOrder order);

    /** Counts the versions that run in one region, draining pods included. */
    CensusAnswer census(CensusOrder order);
}
