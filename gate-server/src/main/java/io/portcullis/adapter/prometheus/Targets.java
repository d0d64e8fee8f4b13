package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The servers a region's store scrapes, at one time.
 *
 * @param living up, and scraped lately
 * @param expected scraped lately, up or not
 * @param stale not scraped lately, though nobody took them away
 */
record Targets(Set<String> living, Set<String> expected, Set<String> stale) {

    /** Part of the servers that must be up for what the others say to be taken for the whole. */
    static final double LIVING_RATIO_MIN = 0.9;

    /** A sample older than so many scrape intervals is stale. */
    static final int FRESH_INTERVALS = 2;

    /**
     * @param jobs only these; empty for all
     */
    static Targets of(Matrix up, Set<String> jobs, Instant at, Duration interval) {
        var living = new HashSet<String>();
        var expected = new HashSet<String>();
        var stale = new HashSet<String>();
        for (Matrix.Series series : up.series()) {
            var newest = series.newest(at);
            if (newest.isEmpty() || !belongs(series, jobs)) {
                continue;
            }
            long fresh = FRESH_INTERVALS * series.spacing().orElse(interval).toMillis();
            if (at.toEpochMilli() - newest.get().epochMillis() > fresh) {
                stale.add(series.target());
            } else {
                expected.add(series.target());
                if (newest.get().value() == 1) {
                    living.add(series.target());
                }
            }
        }
        stale.removeAll(expected);
        return new Targets(living, expected, stale);
    }

    private static boolean belongs(Matrix.Series series, Set<String> jobs) {
        return jobs.isEmpty() || jobs.contains(series.labels().getOrDefault("job", ""));
    }

    /** What is wrong with them as a whole. */
    Optional<Problem> problem() {
        if (expected.isEmpty()) {
            return Optional.of(
                    stale.isEmpty()
                            ? new Problem(Gap.Cause.TARGETS_MISSING, "no server is scraped")
                            : new Problem(
                                    Gap.Cause.STALE,
                                    "nothing was scraped lately of " + stale.size() + " servers"));
        }
        if (living.size() < LIVING_RATIO_MIN * expected.size()) {
            return Optional.of(
                    new Problem(
                            Gap.Cause.TARGETS_MISSING,
                            living.size() + " of " + expected.size() + " servers are up"));
        }
        return Optional.empty();
    }

    record Problem(Gap.Cause cause, String text) {}
}
