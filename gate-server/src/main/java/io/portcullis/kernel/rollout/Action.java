package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something to be done in the world after the events that call for it are stored. */
public sealed interface Action {

    /** The same for the same act, for ever; {@code rollouts/ID.restore.REGION.1}. */
    String key();

    /** Give the canary its share in the regions of a stage. */
    record OpenStage(String key, int stage, String name, SortedMap<Region, Double> canaryShares)
            implements Action {
        public OpenStage {
            canaryShares = Collections.unmodifiableSortedMap(new TreeMap<>(canaryShares));
        }
    }

    /**
     * Bring a region back to what ran there at the start. Tried again until it is applied or refused,
     * or a later order for the region replaces it.
     *
     * @param to absent when nobody said what ran there
     * @param revision what the control named as running at the start; empty when it did not
     * @param reason first reason of the abort
     */
    record RestoreRegion(
            String key,
            Region region,
            Release from,
            @Nullable RunningRelease to,
            String revision,
            Reason reason)
            implements Action {}

    /** Count which versions run in a region, again and again until the rollout is over. */
    record TakeCensus(String key, Region region) implements Action {}

    /** Tell people. */
    record Page(String key, Urgency urgency, String text) implements Action {}

    /** How soon people must look. */
    enum Urgency {
        /** At once. */
        CRITICAL,
        /** When at work. */
        NOTICE
    }
}
