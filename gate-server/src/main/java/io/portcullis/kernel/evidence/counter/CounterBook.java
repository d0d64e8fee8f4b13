package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * Last counted value of every series of one region: turns running totals into increments, each
 * counted once.
 *
 * <p>Per series the last counted value is subtracted; a decrease is a restart and counts from 0. A
 * series that was absent when its signal was last read whole counts from 0, too, for it was born
 * since; at the first look at a signal everything only anchors. A server's first six looks are left
 * out, in every arm, whether it is new or restarted. Where numerator or denominator of a stream is
 * absent the whole stream stays uncounted, and its next look brings what this one left.
 *
 * <p>Immutable. Values are sums of whole events below 2^53, so that subtraction is exact.
 */
public final class CounterBook {

    /** A server's first looks, which tell of its start and not of its release. */
    public static final int WARM_UP_LOOKS = 6;

    /** Most series of a region; more is an answer to a selector that is too wide. */
    public static final int SERIES_MAX = 50_000;

    /** A server unseen for so long is forgotten, and counts as new when it comes back. */
    static final Duration TARGET_KEPT = Duration.ofHours(1);

    /** A series that its living server no longer shows is forgotten after so long. */
    static final Duration SERIES_KEPT = Duration.ofHours(24);

    public static final CounterBook EMPTY = new CounterBook(Map.of(), Map.of(), Map.of());

    private final Map<String, Target> targets;
    private final Map<SignalName, Instant> measured;
    private final Map<SeriesId, Last> series;

    CounterBook(
            Map<String, Target> targets,
            Map<SignalName, Instant> measured,
            Map<SeriesId, Last> series) {
        this.targets = Map.copyOf(targets);
        this.measured = Map.copyOf(measured);
        this.series = Map.copyOf(series);
    }

    /** From what {@link #bytes} gave. */
    public static CounterBook of(byte[] bytes) {
        return CounterBookFormat.read(bytes);
    }

    /** Compact, versioned, the same for equal books. */
    public byte[] bytes() {
        return CounterBookFormat.write(this);
    }

    /**
     * Counts what the scrape adds.
     *
     * @param look length of a look, by which a server's warm-up is measured; zero leaves it out
     */
    public Counted count(Scrape scrape, Duration look) {
        if (scrape.signals().isEmpty()) {
            return new Counted(this, new ServerEvidence(scrape.at(), Map.of(), scrape.gaps()));
        }
        return new Counting(this, scrape, look).counted();
    }

    /** How many series it remembers. */
    public int size() {
        return series.size();
    }

    Map<String, Target> targets() {
        return targets;
    }

    /** Signals that were read whole, and up to when observations of them are counted. */
    Map<SignalName, Instant> measured() {
        return measured;
    }

    Map<SeriesId, Last> series() {
        return series;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CounterBook book
                && targets.equals(book.targets)
                && measured.equals(book.measured)
                && series.equals(book.series);
    }

    @Override
    public int hashCode() {
        return targets.hashCode() * 31 + series.hashCode();
    }

    @Override
    public String toString() {
        return "CounterBook of " + series.size() + " series of " + new TreeMap<>(targets).keySet();
    }

    /**
     * A server.
     *
     * @param startedAt first seen, or seen restarted
     * @param origin what it last said it runs
     */
    record Target(Instant startedAt, Instant seenAt, Origin origin) {

        Target {
            startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
            seenAt = seenAt.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Where a series was last counted. */
    record Last(String target, long epochMillis, double value) {}
}
