package io.portcullis.app.intake;

import io.portcullis.port.SeriesValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where every pushed running total of a service stands, and what it has brought since the last
 * flush. Not thread-safe.
 */
final class CounterTable {

    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, Pending> pending = new HashMap<>();

    /** What a total that nobody has seen before says. */
    enum Unseen {
        /** It was born while its server was being watched, so all of it is new. */
        COUNTS_FROM_ZERO,
        /** Nobody knows when it began. */
        ONLY_ANCHORS
    }

    /** What a total did to its counter. */
    enum Effect {
        COUNTED,
        RESTARTED,
        /** Older than what is known: a retry, or on its way for longer than the next one. */
        OLD
    }

    void restore(SeriesValue value) {
        counters.put(
                value.series(),
                new Counter(value.epoch(), value.value(), value.at(), value.revision()));
    }

    /** What the total would do, without doing it. */
    Effect effect(String series, PushedTotal total) {
        var counter = counters.get(series);
        if (counter == null) {
            return Effect.COUNTED;
        }
        boolean later = total.at().isAfter(counter.at());
        if (!counter.epoch().equals(total.epoch())) {
            return later ? Effect.RESTARTED : Effect.OLD;
        }
        if (total.epoch().isEmpty() && total.value() < counter.value()) {
            return later ? Effect.RESTARTED : Effect.OLD;
        }
        return total.value() < counter.value() ? Effect.OLD : Effect.COUNTED;
    }

    /** What the total would add, without adding it. */
    double increment(String series, PushedTotal total, Unseen unseen) {
        return switch (effect(series, total)) {
            case OLD -> 0;
            case RESTARTED -> total.value();
            case COUNTED -> total.value() - from(counters.get(series), total, unseen);
        };
    }

    /**
     * Counts the total.
     *
     * @param judged whether its increment is evidence; that of a server's first looks is not
     */
    void count(String series, PushedTotal total, Unseen unseen, boolean judged) {
        var effect = effect(series, total);
        if (effect == Effect.OLD) {
            return;
        }
        var counter = counters.get(series);
        double from = effect == Effect.COUNTED ? from(counter, total, unseen) : 0;
        counters.put(series, moved(counter, total));
        var waiting = pending.computeIfAbsent(series, _ -> new Pending(new Tally(), total));
        if (judged) {
            waiting.tally().add(total.cell(), total.share(), total.value() - from);
        }
        pending.put(series, new Pending(waiting.tally(), total));
    }

    private static double from(@Nullable Counter counter, PushedTotal total, Unseen unseen) {
        if (counter != null) {
            return counter.value();
        }
        return unseen == Unseen.COUNTS_FROM_ZERO ? 0 : total.value();
    }

    private static Counter moved(@Nullable Counter counter, PushedTotal total) {
        boolean isAhead =
                counter != null
                        && counter.epoch().equals(total.epoch())
                        && counter.at().isAfter(total.at());
        var at = counter != null && isAhead ? counter.at() : total.at();
        return new Counter(
                total.epoch(), total.value(), at, counter == null ? 0 : counter.revision());
    }

    /** Takes what waits; the counters stay. */
    List<Drained> drain() {
        var drained = new ArrayList<Drained>();
        pending.forEach((series, waiting) -> {
            var counter = counters.get(series);
            if (counter != null) {
                drained.add(new Drained(counter.next(series), waiting));
            }
        });
        pending.clear();
        return drained;
    }

    /** The flush is stored. */
    void stored(List<Drained> drained) {
        for (Drained one : drained) {
            counters.computeIfPresent(
                    one.value().series(),
                    (_, counter) -> counter.withRevision(one.value().revision()));
        }
    }

    /**
     * Another server of the gate has counted the series meanwhile, up to what is stored: only what
     * goes beyond that is left to count, and it is of the newest cell.
     *
     * @param theirs what is stored; null when the store has forgotten the series
     */
    Drained recounted(Drained mine, @Nullable SeriesValue theirs) {
        if (theirs == null) {
            var value = mine.value();
            return new Drained(
                    new SeriesValue(value.series(), value.epoch(), value.value(), value.at(), 1),
                    mine.waiting());
        }
        var total = mine.waiting().newest();
        boolean same = theirs.epoch().equals(mine.value().epoch());
        double from = same ? Math.min(theirs.value(), mine.value().value()) : 0;
        boolean older = !same && !mine.value().at().isAfter(theirs.at());
        boolean behind = same && theirs.value() > mine.value().value();
        var tally = new Tally();
        if (!mine.waiting().tally().isEmpty() && !older) {
            tally.add(total.cell(), total.share(), mine.value().value() - from);
        }
        var base = older || behind ? theirs : mine.value();
        var next =
                new SeriesValue(
                        base.series(),
                        base.epoch(),
                        base.value(),
                        base.at(),
                        theirs.revision() + 1);
        counters.computeIfPresent(
                base.series(), (_, counter) -> counter.caughtUp(next, older || behind));
        return new Drained(next, new Pending(tally, total));
    }

    void forgetBefore(Instant oldest) {
        counters.values().removeIf(counter -> counter.at().isBefore(oldest));
    }

    int size() {
        return counters.size();
    }

    boolean knows(String series) {
        return counters.containsKey(series);
    }

    /** A series in a flush. */
    record Drained(SeriesValue value, Pending waiting) {}

    /** What a series brought, and the last it said. */
    record Pending(Tally tally, PushedTotal newest) {}

    private record Counter(String epoch, double value, Instant at, long revision) {

        SeriesValue next(String series) {
            return new SeriesValue(series, epoch, value, at, revision + 1);
        }

        Counter withRevision(long stored) {
            return new Counter(epoch, value, at, stored);
        }

        /** Whoever went on here since must subtract from what the others have counted. */
        Counter caughtUp(SeriesValue stored, boolean behind) {
            boolean ahead = epoch.equals(stored.epoch()) && value >= stored.value();
            return behind && !ahead
                    ? new Counter(
                            stored.epoch(), stored.value(), stored.at(), stored.revision() - 1)
                    : withRevision(stored.revision() - 1);
        }
    }
}
