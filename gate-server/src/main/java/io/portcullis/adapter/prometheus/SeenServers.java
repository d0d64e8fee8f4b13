package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.relay.isolation.Fall;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Servers of a region that told what they carry, for as long as a fall of it is followed: what is
 * gone from the store can still be told from what never was there.
 *
 * @param toldAt by server, when it last did
 */
record SeenServers(SortedMap<String, Instant> toldAt) {

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
                    .ifPresent(at -> told.merge(one.target(), at, SeenServers::later));
        }
        told.values().removeIf(at -> at.plus(Fall.FORGET_AFTER).isBefore(now));
        return new SeenServers(told);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    boolean isEmpty() {
        return toldAt.isEmpty();
    }

    /**
     * Whether some may carry what nobody sees.
     *
     * @param down labels of what cannot be scraped
     */
    boolean areUnseen(Set<Map<String, String>> down) {
        return down.stream()
                .map(it -> new Matrix.Series(it, List.of()).target())
                .anyMatch(toldAt::containsKey);
    }
}
