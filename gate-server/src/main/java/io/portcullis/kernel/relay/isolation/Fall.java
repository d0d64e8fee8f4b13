package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.evidence.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Nearly all sessions of a region went away at once.
 *
 * @param at when it was seen
 * @param before sessions it carried before
 * @param othersBefore sessions other regions carried then
 * @param where whether they turned up elsewhere
 */
public record Fall(Instant at, double before, SortedMap<Region, Double> othersBefore, Where where) {

    /** What was carried longer ago says nothing any more. */
    public static final Duration FORGET_AFTER = Duration.ofHours(24);

    public Fall {
        othersBefore = Collections.unmodifiableSortedMap(new TreeMap<>(othersBefore));
    }

    /** Where the sessions went. */
    public enum Where {
        NOWHERE_YET,
        /** Other regions carry more since: once seen it stays so, whatever the hour does to them. */
        ELSEWHERE
    }
}
