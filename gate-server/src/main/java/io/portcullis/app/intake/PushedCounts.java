package io.portcullis.app.intake;

import io.portcullis.app.intake.CounterTable.Effect;
import io.portcullis.app.intake.CounterTable.Unseen;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.counter.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Takes what servers push by OTLP: totals, increments, histograms, levels. Not thread-safe. */
final class PushedCounts {

    /** Part of an observation that sums of doubles may lose. */
    private static final double ROUNDING = 1e-3;

    private final ServiceName service;
    private final Servers servers;
    private final CounterTable counters;
    private final LevelBlocks levels;
    private final Duration look;
    private final Duplicates duplicates = new Duplicates(Timeliness.KEPT);
    private Tally increments = new Tally();

    PushedCounts(ServiceName service, Servers servers, CounterTable counters, Duration look) {
        this.service = service;
        this.servers = servers;
        this.counters = counters;
        this.look = look;
        this.levels = new LevelBlocks(look);
    }

    static String tooManySeries(ServiceName service) {
        return service
                + " has "
                + ServiceIntake.SERIES_MAX
                + " series, which is the most it may have";
    }

    /** What came that is no running total, since it was taken before. */
    Tally drain(Instant now) {
        levels.closeBefore(now.minus(look), increments);
        var taken = increments;
        increments = new Tally();
        return taken;
    }

    Receipt take(ServerKey server, ServerPush push, Instant now) {
        var unseen = servers.knows(server) ? Unseen.COUNTS_FROM_ZERO : Unseen.ONLY_ANCHORS;
        servers.hear(server, now);
        boolean restarted =
                Stream.concat(
                                push.totals().stream(),
                                push.histograms().stream().flatMap(List::stream))
                        .anyMatch(total ->
                                counters.effect(server.series(total.identity()), total)
                                        == Effect.RESTARTED);
        if (restarted) {
            servers.restarted(server, now);
        }
        var receipt = Receipt.ALL;
        for (PushedTotal total : push.totals()) {
            receipt = receipt.plus(total(server, total, unseen, now));
        }
        for (List<PushedTotal> histogram : push.histograms()) {
            receipt = receipt.plus(histogram(server, histogram, unseen, now));
        }
        for (PushedIncrement increment : push.increments()) {
            receipt = receipt.plus(increments(server, List.of(increment), now));
        }
        for (List<PushedIncrement> histogram : push.histogramIncrements()) {
            receipt = receipt.plus(increments(server, histogram, now));
        }
        for (PushedLevel level : push.levels()) {
            receipt = receipt.plus(level(server, level, now));
        }
        return receipt;
    }

    private Receipt total(ServerKey server, PushedTotal total, Unseen unseen, Instant now) {
        var late = Timeliness.objection(total.at(), now);
        if (late.isPresent()) {
            return new Receipt(1, late.get(), false);
        }
        var series = server.series(total.identity());
        if (!counters.knows(series) && isFull(1)) {
            return new Receipt(1, tooManySeries(service), false);
        }
        counters.count(series, total, unseen, !servers.warmingUp(server, now));
        return Receipt.ALL;
    }

    private boolean isFull(int more) {
        return counters.size() + more > ServiceIntake.SERIES_MAX;
    }

    /** Its buckets together gain what it gains, or they are not those of before. */
    private Receipt histogram(
            ServerKey server, List<PushedTotal> parts, Unseen unseen, Instant now) {
        var late = Timeliness.objection(parts.getFirst().at(), now);
        if (late.isPresent()) {
            return new Receipt(1, late.get(), false);
        }
        if (isFull(parts.size())) {
            return new Receipt(1, tooManySeries(service), false);
        }
        double excess = 0;
        for (int index = 0; index < parts.size(); index++) {
            var part = parts.get(index);
            double more = counters.increment(server.series(part.identity()), part, unseen);
            excess += index == 0 ? -more : more;
        }
        boolean torn = excess > ROUNDING;
        boolean judged = !torn && !servers.warmingUp(server, now);
        for (PushedTotal part : parts) {
            counters.count(server.series(part.identity()), part, unseen, judged);
        }
        return torn
                ? new Receipt(
                        1,
                        parts.getFirst().cell().signal().base()
                                + " has other buckets than before; counted again from the next point",
                        false)
                : Receipt.ALL;
    }

    private Receipt increments(ServerKey server, List<PushedIncrement> parts, Instant now) {
        var first = parts.getFirst();
        var late = Timeliness.objection(first.at(), now);
        if (late.isPresent()) {
            return new Receipt(1, late.get(), false);
        }
        if (duplicates.full(now) || increments.size() >= ServiceIntake.SERIES_MAX) {
            return new Receipt(1, "too many increments within a few minutes; send totals", false);
        }
        var id =
                SeriesId.of(
                        List.of(
                                server.series(first.identity()),
                                first.start().toString(),
                                first.at().toString()));
        if (duplicates.first(id, now) && !servers.warmingUp(server, now)) {
            parts.forEach(part -> increments.add(part.cell(), part.share(), part.value()));
        }
        return Receipt.ALL;
    }

    private Receipt level(ServerKey server, PushedLevel level, Instant now) {
        var late = Timeliness.objection(level.at(), now);
        if (late.isPresent()) {
            return new Receipt(1, late.get(), false);
        }
        var series = server.series(level.identity());
        if (!levels.knows(series) && levels.size() >= ServiceIntake.SERIES_MAX) {
            return new Receipt(1, tooManySeries(service), false);
        }
        if (!servers.warmingUp(server, now)) {
            levels.add(series, level, increments);
        }
        return Receipt.ALL;
    }
}
