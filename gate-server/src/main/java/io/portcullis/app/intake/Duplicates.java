package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.counter.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * Remembers increments for as long as one may still be sent again. Running totals need none of it:
 * said twice they count once. Not thread-safe.
 */
final class Duplicates {

    /** Most increments that are remembered; with more under way nothing new is taken. */
    static final int REMEMBERED_MAX = 500_000;

    private final Duration kept;
    private final Set<SeriesId> seen = new HashSet<>();
    private final ArrayDeque<Seen> byTime = new ArrayDeque<>();

    /**
     * @param kept longer than an increment may be on its way and still be taken
     */
    Duplicates(Duration kept) {
        this.kept = kept;
    }

    /** Whether it is full until older increments are forgotten. */
    boolean full(Instant now) {
        forget(now);
        return seen.size() >= REMEMBERED_MAX;
    }

    /** Remembers it. True when it was not there. */
    boolean first(SeriesId increment, Instant now) {
        if (!seen.add(increment)) {
            return false;
        }
        byTime.add(new Seen(increment, now));
        return true;
    }

    private void forget(Instant now) {
        var oldest = now.minus(kept);
        while (!byTime.isEmpty() && byTime.getFirst().at().isBefore(oldest)) {
            seen.remove(byTime.removeFirst().increment());
        }
    }

    private record Seen(SeriesId increment, Instant at) {}
}
