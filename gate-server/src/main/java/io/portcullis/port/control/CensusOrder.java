package io.portcullis.port.control;

import org.jspecify.annotations.Nullable;

/**
 * Order to count the versions that run in one region.
 *
 * @param revision what {@link WorkloadSource} recorded when the rollout started; servers of that
 *     revision count as the version {@code change.to()}, all others never do
 */
public record CensusOrder(
        IdempotencyKey key, RegionChange change, @Nullable WorkloadRevision revision) {}
