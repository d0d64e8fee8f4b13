package io.portcullis.port.control;

import io.portcullis.kernel.decision.ReasonType;
import org.jspecify.annotations.Nullable;

/**
 * Order to bring back in one region what ran there when the rollout started.
 *
 * @param revision what {@link WorkloadSource} recorded then; null where the gate does not see the
 *     workload, which a control that touches workloads itself refuses
 * @param reason first reason of the decision to roll back
 * @param summary that reason for people; 1 to 1000 characters
 */
public record RestoreOrder(
        IdempotencyKey key,
        RegionChange change,
        @Nullable WorkloadRevision revision,
        ReasonType reason,
        String summary) {

    public RestoreOrder {
        Rules.requireText("summary", summary, Rules.MESSAGE_LENGTH_MAX);
    }
}
