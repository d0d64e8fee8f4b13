package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.evidence.Region;
import java.util.List;

/**
 * How far one region is back after a rollback (analysis 2.10).
 *
 * @param region which
 * @param status in one word
 * @param looks looks since the old version is alone there; 0 before
 * @param looksMin looks for which it must be as before
 * @param looksGood of the last looksMin looks those at which everything required was as before
 * @param groups required streams and aggregates with their evidence
 */
public record RegionRecovery(
        Region region,
        Status status,
        int looks,
        int looksMin,
        int looksGood,
        List<GroupRecovery> groups) {

    public RegionRecovery {
        groups = List.copyOf(groups);
    }

    /** Whether a region is back. */
    public enum Status {
        /** The old version is not alone there yet. */
        WAITING,
        NOT_YET,
        RECOVERED,
        /** The limit is over without recovery; it may still recover. */
        GAVE_UP
    }

    /**
     * Evidence of one stream or aggregate.
     *
     * @param key which; no arm pair, there is no canary any more
     * @param pass evidence that it is as before, at its margin
     * @param recentlyUnhealthy whether it was bad over the last looks
     */
    public record GroupRecovery(GroupKey key, PassEvidence pass, boolean recentlyUnhealthy) {}
}
