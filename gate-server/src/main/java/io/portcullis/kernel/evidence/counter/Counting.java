package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterBook.Last;
import io.portcullis.kernel.evidence.counter.CounterBook.Target;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.CounterSeries.Sample;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private final Histograms histograms;
    private final Set<String> restartedNow = new HashSet<>();

    Counting(CounterBook before, Scrape scrape, Duration look) {
        this.before = before;
        this.scrape = scrape;
        this.look = look;
        this.targets = new HashMap<>(before.targets());
        this.series = new HashMap<>(before.series());
        this.gaps = new ArrayList<>(scrape.gaps());
        this.histograms = Histograms.of(scrape.series(), series);
    }

    Counted counted() {
        scrape.targets().forEach(this::see);
        var observed = observed();
        streams(observed).forEach(this::follow);
        histograms.torn(steps).forEach(this::leaveOut);
        var sums = sums();
        forget();
        if (series.size() > CounterBook.SERIES_MAX) {
            return tooMany();
        }
        var measured = new HashMap<>(before.measured());
        scrape.signals().keySet().forEach(signal -> measured.put(signal, at()));
        return new Counted(
                new CounterBook(targets, measured, series),
                new ServerEvidence(scrape.at(), sums, gaps));
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

    private Instant at() {
        return scrape.at().truncatedTo(ChronoUnit.MILLIS);
    }

    private void see(String name) {
        targets.merge(
                name,
                started(name),
                (known, seen) ->
                        new Target(
                                known.startedAt(),
                                later(known.seenAt(), seen),
                                scrape.origins().getOrDefault(name, known.origin())));
    }

    private Target started(String name) {
        return new Target(
                scrape.at(), scrape.at(), scrape.origins().getOrDefault(name, Origin.UNKNOWN));
    }

    private static Instant later(Instant one, Target other) {
        return one.isAfter(other.seenAt()) ? one : other.seenAt();
    }

    /** With the origin their server last said where they say none. */
    private List<Observation> observed() {
        var observed = new ArrayList<Observation>();
        for (Observation one : scrape.observations()) {
            see(one.target());
            var target = targets.getOrDefault(one.target(), started(one.target()));
            observed.add(one.from(target.origin()));
        }
        return observed;
    }

    private boolean isUncounted(Observation one) {
        var upTo = before.measured().get(one.cell().signal().base());
        return upTo != null && one.epochMillis() > upTo.toEpochMilli();
    }

    private Map<Stream, Told> streams(List<Observation> observed) {
        var streams = new LinkedHashMap<Stream, Told>();
        for (CounterSeries one : scrape.series()) {
            told(streams, one.cell()).series().add(one);
        }
        for (Observation one : observed) {
            told(streams, one.cell()).observations().add(one);
        }
        return streams;
    }

    private static Told told(Map<Stream, Told> streams, VersionedCell cell) {
        return streams.computeIfAbsent(
                new Stream(cell.signal(), cell.place()),
                _ -> new Told(new ArrayList<>(), new ArrayList<>()));
    }

    private void follow(Stream stream, Told told) {
        var all = told.series();
        var lacking = lacking(stream, told);
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
            targets.computeIfAbsent(one.target(), this::started);
            steps.add(step(one));
        }
        for (Observation one : told.observations()) {
            if (isUncounted(one)) {
                steps.add(
                        new Step(one.target(), one.cell(), one.exposure(), one.events(), 0, null));
            }
        }
    }

    /** Its buckets are not those of before: what they gained cannot be told. */
    private void leaveOut(SeriesId histogram, String target) {
        var left = steps.stream().filter(step -> histogram.equals(step.histogram())).findFirst();
        steps.removeIf(step -> histogram.equals(step.histogram()));
        gaps.add(
                new Gap(
                        scrape.region(),
                        left.orElseThrow().cell().signal().base(),
                        Gap.Cause.PARTIAL,
                        target
                                + " has other buckets than before; counted again from the next look"));
    }

    /** What a cell of the stream lacks, if one does. */
    private @Nullable String lacking(Stream stream, Told told) {
        var total = cells(told.series(), Part.TOTAL);
        var bad = cells(told.series(), Part.BAD);
        bad.addAll(cells(told.series(), Part.SETTLED));
        told.observations().forEach(one -> total.add(one.cell()));
        BadSeries badSeries = scrape.signals().get(stream.signal().base());
        if (!total.containsAll(bad)) {
            return "%s series without a total"
                    .formatted(badSeries == BadSeries.UNSETTLED ? "settled" : "bad");
        }
        boolean badExpected = badSeries == BadSeries.ALWAYS;
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
            return step(one, 0);
        }
        var last = series.get(one.id());
        var newest = one.samples().getLast();
        long counted = last == null ? Long.MIN_VALUE : last.epochMillis();
        double value = last == null ? 0 : last.value();
        double increment = 0;
        for (Sample sample : one.samples()) {
            if (sample.epochMillis() > counted) {
                boolean restarted =
                        sample.value() < value || histograms.restarts(one, sample.epochMillis());
                increment += restarted ? sample.value() : sample.value() - value;
                value = sample.value();
                if (restarted) {
                    targets.put(one.target(), started(one.target()));
                    restartedNow.add(one.target());
                }
            }
        }
        if (newest.epochMillis() > counted) {
            series.put(one.id(), last(one, newest));
        }
        return step(one, increment);
    }

    private static Step step(CounterSeries one, double increment) {
        return switch (one.part()) {
            case TOTAL -> new Step(one.target(), one.cell(), increment, 0, 0, one.histogram());
            case BAD -> new Step(one.target(), one.cell(), 0, increment, 0, null);
            case SETTLED -> new Step(one.target(), one.cell(), 0, 0, increment, null);
        };
    }

    /** Whether nothing is known of what it stood at before. */
    private boolean unanchored(CounterSeries one) {
        return !series.containsKey(one.id())
                && !before.measured().containsKey(one.cell().signal().base());
    }

    private void anchor(CounterSeries one) {
        targets.computeIfAbsent(one.target(), this::started);
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
        var bads = new HashMap<ServerCell, Double>(unsettled());
        for (Step step : steps) {
            boolean nothing = Bucket.isBucket(step.cell().signal()) && step.exposure() == 0;
            if (!nothing && !warmingUp(step.target())) {
                var cell = new ServerCell(step.target(), step.cell());
                totals.merge(cell, step.exposure(), Double::sum);
                bads.merge(cell, step.events(), Double::sum);
            }
        }
        var counts = new LinkedHashMap<ServerCell, Counts>();
        totals.forEach((cell, total) ->
                counts.put(cell, new Counts(total, Math.round(bads.getOrDefault(cell, 0.0)))));
        return counts;
    }

    /** Of signals whose bad ones are those that do not settle; servers that warm up, too. */
    private Map<ServerCell, Double> unsettled() {
        var attempts = new LinkedHashMap<ServerCell, Double>();
        var settled = new HashMap<ServerCell, Double>();
        for (Step step : steps) {
            if (scrape.signals().get(step.cell().signal().base()) == BadSeries.UNSETTLED) {
                var cell = new ServerCell(step.target(), step.cell());
                attempts.merge(cell, step.exposure(), Double::sum);
                settled.merge(cell, step.settled(), Double::sum);
            }
        }
        var bad = new HashMap<ServerCell, Double>();
        var pending = new Pending(series, at().toEpochMilli(), restartedNow);
        attempts.forEach((cell, tried) ->
                bad.put(cell, pending.unsettled(cell, tried, settled.getOrDefault(cell, 0.0))));
        return bad;
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

    /** What was said of a stream. */
    private record Told(List<CounterSeries> series, List<Observation> observations) {}

    /** What one series or observation adds. */
    record Step(
            String target,
            VersionedCell cell,
            double exposure,
            double events,
            double settled,
            @Nullable SeriesId histogram) {}
}
