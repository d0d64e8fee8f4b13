package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.counter.CounterBook.Last;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attempts that come to no end, told from what was tried and what has settled.
 *
 * <p>Many servers count a failure late, as something else, or not at all; what waits they all show:
 * tried less settled. Some of it is only on its way, so what is counted is not what waits but what
 * waits beyond the most that waited lately. That record fades towards what waits now, by a part in
 * {@link #RECORD_LOOKS} each look, so that a second burst counts, too. Each attempt counts at most
 * once, and never more of them than were tried since the last look.
 */
final class Pending {

    /** Five minutes of ten-second looks: longer than any wait that still ends well. */
    private static final int RECORD_LOOKS = 30;

    private final Map<SeriesId, Last> book;
    private final long epochMillis;
    private final Set<String> restarted;

    /**
     * @param book where what waits is kept between looks; changed
     * @param restarted servers that lost what waited since the last look
     */
    Pending(Map<SeriesId, Last> book, long epochMillis, Set<String> restarted) {
        this.book = book;
        this.epochMillis = epochMillis;
        this.restarted = restarted;
    }

    /** How many of what was tried will not settle, as far as can be told; a whole number. */
    double unsettled(ServerCell cell, double tried, double settled) {
        double waiting = Math.max(0, kept(cell, "waiting") + tried - settled);
        double record = kept(cell, "record");
        double more = Math.floor(Math.clamp(waiting - record, 0, tried));
        double reached = Math.max(waiting, record);
        keep(cell, "waiting", waiting);
        keep(
                cell,
                "record",
                more > 0 ? record + more : reached - (reached - waiting) / RECORD_LOOKS);
        return more;
    }

    private double kept(ServerCell cell, String what) {
        var last = book.get(id(cell, what));
        return last == null || restarted.contains(cell.server()) ? 0 : last.value();
    }

    private void keep(ServerCell cell, String what, double value) {
        book.put(id(cell, what), new Last(cell.server(), epochMillis, value));
    }

    private static SeriesId id(ServerCell cell, String what) {
        return SeriesId.of(List.of("unsettled", what, cell.server(), cell.cell().toString()));
    }
}
