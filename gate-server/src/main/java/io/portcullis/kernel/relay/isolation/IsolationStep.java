package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.relay.isolation.seen.MeshInputs;
import java.time.Instant;
import java.util.List;

/**
 * One look at the mesh (docs/isolation.md): the quorum table for every region and direction,
 * pairs that fail alone, proofs of life, hysteresis and the latch check. The order of what was seen
 * does not matter, and what is stale only ever makes it unknown.
 */
public record IsolationStep(IsolationState state, List<Finding> findings) {

    public IsolationStep {
        findings = List.copyOf(findings);
    }

    public static IsolationStep of(
            IsolationState before, MeshInputs inputs, IsolationLimits limits, Instant now) {
        return new MeshLook(before, inputs, limits, now).step();
    }
}
