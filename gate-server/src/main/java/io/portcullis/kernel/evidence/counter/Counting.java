package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterBook.Last;
import io.portcullis.kernel.evidence.counter.CounterBook.Target;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.CounterSeries.Sample;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One scrape being counted; used once. */
final class Counting {

    private final CounterBook before;
    private final Scrape scrape;
    private final Duration look;
    private final Map<String, Target> targets;
    private final Map<SeriesId, Last> series;
    private final List<Gap> gaps;
    private final List<Step> steps = new ArrayList<>();

    Counting(CounterBook before, Scrape scrape, Duration look) {
        this.before = before;
        this.scrape = scrape;
        this.look = look;
        this.targets = new HashMap<>(before.targets());
        this.series = new HashMap<>(before.series());
        this.gaps = new ArrayList<>(scrape.gaps());
    }

    Counted counted() {
        scrape.targets().forEach(this::see);
        streams().forEach(this::follow);
        forget();
        if (series.size() > CounterBook.SERIES_MAX) {
            return tooMany();
        }
        Set<SignalName> measured = new HashSet<>(before.measured());
        measured.addAll(scrape.signals().keySet());
        return new Counted(
                new CounterBook(targets, measured, series),
                new ServerEvidence(scrape.at(), sums(), gaps));
    }

    private Counted tooMany() {
        var gap =
                new Gap(
                        scrape.region(),
                        Gap.Cause.PARTIAL,
                        series.size()
                                + " series; at most "
                                + CounterBook.SERIES_MAX
                                + " are counted, narrow the selectors");
        return new Counted(before, new ServerEvidence(scrape.at(), Map.of(), List.of(gap)));
    }

    private void see(String name) {
        targets.merge(
                name,
                new Target(scrape.at(), scrape.at()),
                (known, seen) -> new Target(known.startedAt(), later(known.seenAt(), seen)));
    }

    private static Instant later(Instant one, Target other) {
        return one.isAfter(other.seenAt()) ? one : other.seenAt();
    }

    private Map<Stream, List<CounterSeries>> streams() {
        var streams = new LinkedHashMap<Stream, List<CounterSeries>>();
        for (CounterSeries one : scrape.series()) {
            var stream = new Stream(one.cell().signal(), one.cell().place());
            streams.computeIfAbsent(stream, _ -> new ArrayList<>()).add(one);
        }
        return streams;
    }

    private void follow(Stream stream, List<CounterSeries> all) {
        var lacking = lacking(stream, all);
        if (lacking != null) {
            gaps.add(
                    new Gap(
                            scrape.region(),
                            stream.signal(),
                            Gap.Cause.SERIES_ABSENT,
                            stream.place() + ": " + lacking));
            all.stream().filter(this::unanchored).forEach(this::anchor);
            return;
        }
        for (CounterSeries one : all) {
            targets.computeIfAbsent(one.target(), _ -> new Target(scrape.at(), scrape.at()));
            steps.add(step(one));
        }
    }

    /** What a cell of the stream lacks, if one does. */
    private @Nullable String lacking(Stream stream, List<CounterSeries> all) {
        var total = cells(all, Part.TOTAL);
        var bad = cells(all, Part.BAD);
        if (!total.containsAll(bad)) {
            return "bad series without a total";
        }
        boolean badExpected = scrape.signals().get(stream.signal()) == BadSeries.ALWAYS;
        return badExpected && !bad.containsAll(total) ? "total without a bad series" : null;
    }

    private static Set<VersionedCell> cells(List<CounterSeries> all, Part part) {
        var cells = new HashSet<VersionedCell>();
        for (CounterSeries one : all) {
            if (one.part() == part) {
                cells.add(one.cell());
            }
        }
        return cells;
    }

    private Step step(CounterSeries one) {
        if (unanchored(one)) {
            anchor(one);
            return new Step(one, 0);
        }
        var last = series.get(one.id());
        var newest = one.samples().getLast();
        long counted = last == null ? Long.MIN_VALUE : last.epochMillis();
        double value = last == null ? 0 : last.value();
        double increment = 0;
        for (Sample sample : one.samples()) {
            if (sample.epochMillis() > counted) {
                boolean restarted = sample.value() < value;
                increment += restarted ? sample.value() : sample.value() - value;
                value = sample.value();
                if (restarted) {
                    targets.put(one.target(), new Target(scrape.at(), scrape.at()));
                }
            }
        }
        if (newest.epochMillis() > counted) {
            series.put(one.id(), last(one, newest));
        }
        return new Step(one, increment);
    }

    /** Whether nothing is known of what it stood at before. */
    private boolean unanchored(CounterSeries one) {
        return !series.containsKey(one.id()) && !before.measured().contains(one.cell().signal());
    }

    private void anchor(CounterSeries one) {
        targets.computeIfAbsent(one.target(), _ -> new Target(scrape.at(), scrape.at()));
        series.put(one.id(), last(one, one.samples().getLast()));
    }

    private static Last last(CounterSeries one, Sample sample) {
        return new Last(one.target(), sample.epochMillis(), sample.value());
    }

    private void forget() {
        var oldest = scrape.at().minus(CounterBook.TARGET_KEPT);
        targets.values().removeIf(target -> target.seenAt().isBefore(oldest));
        long oldestMillis = scrape.at().minus(CounterBook.SERIES_KEPT).toEpochMilli();
        series.values()
                .removeIf(last ->
                        last.epochMillis() < oldestMillis || !targets.containsKey(last.target()));
    }

    private Map<ServerCell, Counts> sums() {
        var totals = new LinkedHashMap<ServerCell, Double>();
        var bads = new HashMap<ServerCell, Double>();
        for (Step step : steps) {
            var one = step.series();
            if (!warmingUp(one.target())) {
                var cell = new ServerCell(one.target(), one.cell());
                totals.merge(cell, one.part() == Part.TOTAL ? step.increment() : 0, Double::sum);
                bads.merge(cell, one.part() == Part.BAD ? step.increment() : 0, Double::sum);
            }
        }
        var counts = new LinkedHashMap<ServerCell, Counts>();
        totals.forEach((cell, total) ->
                counts.put(cell, new Counts(total, Math.round(bads.getOrDefault(cell, 0.0)))));
        return counts;
    }

    private boolean warmingUp(String name) {
        var target = targets.get(name);
        // Half a look of tolerance: looks do not come to the millisecond.
        var counts =
                target == null
                        ? Instant.MIN
                        : target.startedAt()
                                .plus(look.multipliedBy(CounterBook.WARM_UP_LOOKS))
                                .minus(look.dividedBy(2));
        return scrape.at().isBefore(counts);
    }

    /** What is compared and so counted together: both numbers and all arms of a signal at a place. */
    private record Stream(SignalName signal, Place place) {}

    private record Step(CounterSeries series, double increment) {}
}
