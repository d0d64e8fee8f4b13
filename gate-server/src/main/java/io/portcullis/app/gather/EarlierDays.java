package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.time.Instant;
import java.util.SortedMap;

/**
 * What was counted at the same clock time on earlier days (analysis 8.9), from sources that can be
 * asked about the past; pushed evidence is not kept so long. Asking never waits for a source: the
 * looks to come are read ahead in chunks, and what is not there yet is missing.
 */
public interface EarlierDays {

    /** D, most days that are read back. */
    int DAYS_MAX = 7;

    /** With fewer days the same clock time says too little of what is usual. */
    int DAYS_MIN = 3;

    /** Where nothing can be asked about the past. */
    EarlierDays NONE = (_, _) -> java.util.Collections.emptySortedMap();

    /**
     * The looks one to seven days before a look of a rollout, by day. Whatever ran then counts as
     * the old version, {@code STABLE}. Each is to be used once.
     *
     * @param at time of the rollout's look
     * @return by days back, 1 to {@link #DAYS_MAX}; without days of which nothing is known
     */
    SortedMap<Integer, LookEvidence> before(RolloutSpec spec, Instant at);
}
