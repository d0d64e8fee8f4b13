package io.portcullis.kernel.analysis;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which regions are as they were before the rollout (analysis 2.10, semantics 5): each region
 * from the first look at which the old version is alone there, over its own streams and the links
 * from regions also alone; aggregates and the limit start with the last region. Not thread-safe.
 */
public final class RecoveryTest {

    private RecoveryTest() {}

    /**
     * Starts when the restores are applied.
     *
     * @param toRecover regions the rollout touched
     * @param reference the last looks before the rollout, oldest first
     */
    public static RecoveryTest start(
            AnalysisPlan plan, Set<Region> toRecover, List<LookEvidence> reference) {
        throw new UnsupportedOperationException("recovery");
    }

    /** Goes on exactly where {@link #snapshot} was taken, under the same plan. */
    public static RecoveryTest restore(AnalysisPlan plan, byte[] snapshot) {
        throw new UnsupportedOperationException("recovery");
    }

    public byte[] snapshot() {
        throw new UnsupportedOperationException("recovery");
    }

    /**
     * Applies a look; one already applied changes nothing.
     *
     * @param alone regions where only the old version runs, draining servers included
     */
    public Map<Region, RegionRecovery> look(int lookId, LookEvidence evidence, Set<Region> alone) {
        throw new UnsupportedOperationException("recovery");
    }
}
