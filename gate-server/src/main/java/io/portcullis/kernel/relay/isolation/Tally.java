package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.relay.isolation.seen.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How many independent observers could not reach something. An observer of several vantage points
 * fails only when each of them does: who succeeds shows that it is there.
 *
 * @param unable fresh observers that could not
 * @param able fresh observers that could
 * @param known observers ever heard, fresh or not
 * @param unableAt the oldest of the newest attempts of those that could not; null when all could
 */
record Tally(
        SortedSet<String> unable, SortedSet<String> able, int known, @Nullable Instant unableAt) {

    static final Tally NOTHING = new Tally(new TreeSet<>(), new TreeSet<>(), 0, null);

    /** Of equally new ones the failure counts. */
    private static final Comparator<Attempt> AGE =
            Comparator.comparing(Attempt::at).thenComparing(Attempt::outcome);

    Tally {
        unable = Collections.unmodifiableSortedSet(new TreeSet<>(unable));
        able = Collections.unmodifiableSortedSet(new TreeSet<>(able));
    }

    /** Of vantage points of which those of one network are one observer. */
    static Tally byNetwork(List<Attempt> attempts, Duration freshFor, Instant now) {
        SortedMap<String, List<Attempt>> byNetwork = new TreeMap<>();
        attempts.forEach(
                it -> byNetwork.computeIfAbsent(it.network(), _ -> new ArrayList<>()).add(it));
        var tally = NOTHING;
        for (var one : byNetwork.entrySet()) {
            tally = tally.and(one.getKey(), one.getValue(), freshFor, now);
        }
        return tally;
    }

    /** With one observer more. */
    Tally and(String observer, List<Attempt> attempts, Duration freshFor, Instant now) {
        return attempts.isEmpty() ? this : and(observer, fresh(attempts, freshFor, now));
    }

    private static List<Attempt> fresh(List<Attempt> attempts, Duration freshFor, Instant now) {
        SortedMap<String, Attempt> newest = new TreeMap<>();
        for (Attempt attempt : attempts) {
            newest.merge(attempt.vantage(), attempt, (a, b) -> AGE.compare(a, b) >= 0 ? a : b);
        }
        return newest.values().stream().filter(it -> isFresh(it.at(), freshFor, now)).toList();
    }

    /** A clock may run ahead as much as behind. */
    static boolean isFresh(Instant at, Duration freshFor, Instant now) {
        return Duration.between(at, now).abs().compareTo(freshFor) <= 0;
    }

    private Tally and(String observer, List<Attempt> fresh) {
        if (fresh.isEmpty()) {
            return new Tally(unable, able, known + 1, unableAt);
        }
        boolean reached = fresh.stream().anyMatch(it -> it.outcome() == Attempt.Outcome.REACHED);
        if (reached) {
            return new Tally(unable, with(able, observer), known + 1, unableAt);
        }
        Instant at = fresh.stream().map(Attempt::at).max(Comparator.naturalOrder()).orElseThrow();
        return new Tally(with(unable, observer), able, known + 1, older(unableAt, at));
    }

    private static SortedSet<String> with(SortedSet<String> some, String one) {
        var more = new TreeSet<>(some);
        more.add(one);
        return more;
    }

    static Instant older(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    int fresh() {
        return unable.size() + able.size();
    }

    /** At least two thirds cannot. */
    boolean isMost() {
        return fresh() > 0 && 3 * unable.size() >= 2 * fresh();
    }

    /** Less than a third cannot. */
    boolean isFew() {
        return fresh() > 0 && 3 * unable.size() < fresh();
    }
}
