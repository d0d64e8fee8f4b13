package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.relay.isolation.Fall;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Of which jobs the servers are that told what they carry, for as long as a fall is followed: what
 * is gone from the store can still be told from what never was there.
 *
 * @param toldAt by job, when one of them last did; sums that do not name their servers are of any
 */
record SeenServers(SortedMap<String, Instant> toldAt) {

    private static final String ANY = "";

    static final SeenServers NONE = new SeenServers(new TreeMap<>());

    SeenServers {
        toldAt = Collections.unmodifiableSortedMap(new TreeMap<>(toldAt));
    }

    /** With those of a gauge; without those that told nothing for too long. */
    SeenServers with(Matrix gauge, Instant now) {
        var told = new TreeMap<>(toldAt);
        for (Matrix.Series one : gauge.series()) {
            one.newest(now)
                    .map(it -> Instant.ofEpochMilli(it.epochMillis()))
                    .ifPresent(at -> told.merge(job(one), at, SeenServers::later));
        }
        told.values().removeIf(at -> at.plus(Fall.FORGET_AFTER).isBefore(now));
        return new SeenServers(told);
    }

    private static String job(Matrix.Series one) {
        return one.instance().isEmpty() ? ANY : one.job();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    boolean isEmpty() {
        return toldAt.isEmpty();
    }

    /**
     * Whether some may carry what nobody sees. Those that cannot be scraped for long are no longer
     * among the series of the last minutes, so that any of the same job is taken for one of them.
     *
     * @param down labels of what cannot be scraped
     */
    boolean areUnseen(Set<Map<String, String>> down) {
        return toldAt.containsKey(ANY)
                ? !down.isEmpty()
                : down.stream().anyMatch(it -> toldAt.containsKey(it.getOrDefault("job", ANY)));
    }
}
