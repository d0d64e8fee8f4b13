package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.LookEvidence;
import java.util.List;

/**
 * Looks before a rollout, oldest first.
 *
 * @param looks as they were counted: the old version alone
 * @param asIfCanary the same looks with the servers that will hold the canary, still on the old
 *     version, marked as canary: the A/A windows of analysis 2.9
 */
public record Before(List<LookEvidence> looks, List<LookEvidence> asIfCanary) {

    public Before {
        looks = List.copyOf(looks);
        asIfCanary = List.copyOf(asIfCanary);
    }
}
