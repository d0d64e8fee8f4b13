package io.portcullis.port.control;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;

/**
 * The change in one region that an order is about.
 *
 * @param rollout resource name, {@code rollouts/{id}}; 1 to 200 characters
 * @param service what is released
 * @param region where
 * @param from what is to leave: the old release when a stage opens, the new one otherwise
 * @param to what is to run: the new release when a stage opens, the old one otherwise
 */
public record RegionChange(
        String rollout,
        ServiceName service,
        Region region,
        ReleaseReference from,
        ReleaseReference to) {

    public RegionChange {
        Rules.requireText("rollout", rollout, 200);
    }
}
