package io.portcullis.adapter.prometheus;

import io.portcullis.adapter.prometheus.Matrix.Point;
import io.portcullis.adapter.prometheus.Measure.Limit;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterSeries;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.CounterSeries.Sample;
import io.portcullis.kernel.evidence.counter.Observation;
import io.portcullis.kernel.evidence.counter.SeriesId;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.distribution.Exhausted;
import io.portcullis.kernel.evidence.distribution.ExponentialGrid;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What was read of one signal between two times, as totals to subtract and as observations. */
final class SignalReading {

    private final Fetched fetched;
    private final Fetched.Signal signal;
    private final SignalQueries queries;
    private final SampleCells cells;
    private final Instant after;
    private final Instant at;

    SignalReading(Fetched fetched, Fetched.Signal signal, Instant after, Instant at) {
        this.fetched = fetched;
        this.signal = signal;
        this.queries = signal.queries();
        this.cells = new SampleCells(fetched.endpoint().region(), fetched.queries().arm());
        this.after = after;
        this.at = at;
    }

    List<CounterSeries> series() {
        return switch (queries.measure()) {
            case Measure.Counters _ -> {
                var series = new ArrayList<>(counters(signal.main(), Part.TOTAL));
                series.addAll(counters(signal.second(), Part.BAD));
                yield series;
            }
            case Measure.Unsettled _ -> {
                var series = new ArrayList<>(counters(signal.main(), Part.TOTAL));
                series.addAll(counters(signal.second(), Part.SETTLED));
                yield series;
            }
            case Measure.EventsOverTime _ -> counters(signal.second(), Part.BAD);
            case Measure.Histogram _ -> buckets();
            case Measure.Level _, Measure.Scrapes _ -> List.of();
        };
    }

    List<Observation> observations() {
        return switch (queries.measure()) {
            case Measure.Counters _, Measure.Unsettled _, Measure.Histogram _ -> List.of();
            case Measure.EventsOverTime _ -> times();
            case Measure.Level level -> blocks(level);
            case Measure.Scrapes _ -> scrapes();
        };
    }

    private List<CounterSeries> counters(Matrix matrix, Part part) {
        var series = new ArrayList<CounterSeries>();
        for (Matrix.Series one : matrix.series()) {
            cells.cell(queries, one.labels())
                    .flatMap(cell -> counter(one, cell, part, null))
                    .ifPresent(series::add);
        }
        return series;
    }

    private List<CounterSeries> buckets() {
        var series = new ArrayList<CounterSeries>();
        for (Matrix.Series one : signal.main().series()) {
            var whole = Histograms.whole(one.labels());
            SignalName part = part(one.labels().getOrDefault(Histograms.BUCKET, Bucket.ALL));
            cells.cell(queries, part, whole)
                    .flatMap(cell ->
                            counter(
                                    one,
                                    cell,
                                    Part.TOTAL,
                                    SampleCells.id(queries, "HISTOGRAM", whole)))
                    .ifPresent(series::add);
        }
        return series;
    }

    private Optional<CounterSeries> counter(
            Matrix.Series one, VersionedCell cell, Part part, @Nullable SeriesId histogram) {
        var samples =
                one.between(after, at).stream()
                        .map(point -> new Sample(point.epochMillis(), point.value()))
                        .toList();
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new CounterSeries(
                                SampleCells.id(queries, part.name(), one.labels()),
                                one.target(),
                                cell,
                                part,
                                samples,
                                histogram));
    }

    /** How long what the gauge counts lasted, in its number times seconds, sample by sample. */
    private List<Observation> times() {
        double longest = fetched.interval().toMillis() * (double) Targets.FRESH_INTERVALS;
        var times = new ArrayList<Observation>();
        for (Matrix.Series one : ours()) {
            cells.cell(queries, one.labels())
                    .ifPresent(cell -> {
                        Point before = null;
                        for (Point point : one.between(Instant.EPOCH, at)) {
                            if (point.epochMillis() > after.toEpochMilli()) {
                                // Of the first sample nobody knows how long it stood.
                                double millis =
                                        before == null
                                                ? 0
                                                : Math.min(
                                                        point.epochMillis() - before.epochMillis(),
                                                        longest);
                                times.add(
                                        new Observation(
                                                one.target(),
                                                cell,
                                                point.epochMillis(),
                                                Math.max(0, point.value()) * millis / 1e3,
                                                0));
                            }
                            before = point;
                        }
                    });
        }
        return times;
    }

    private List<Observation> scrapes() {
        var scrapes = new ArrayList<Observation>();
        for (Matrix.Series one : ours()) {
            cells.cell(queries, one.labels())
                    .ifPresent(cell ->
                            one.between(after, at)
                                    .forEach(point ->
                                            scrapes.add(
                                                    new Observation(
                                                            one.target(),
                                                            cell,
                                                            point.epochMillis(),
                                                            1,
                                                            point.value() == 1 ? 0 : 1))));
        }
        return scrapes;
    }

    /** Series of {@code up} name servers of others, too. */
    private List<Matrix.Series> ours() {
        return signal.selector().equals(fetched.queries().targets())
                ? fetched.ours(signal.main())
                : signal.main().series();
    }

    /** Each server's mean in every block that ended. */
    private List<Observation> blocks(Measure.Level level) {
        long length = level.block().toMillis();
        var blocks = new ArrayList<Observation>();
        for (Matrix.Series one : signal.main().series()) {
            long last = Math.floorDiv(at.toEpochMilli(), length) * length;
            for (long end = last; end > after.toEpochMilli(); end -= length) {
                var points =
                        one.between(Instant.ofEpochMilli(end - length), Instant.ofEpochMilli(end));
                if (!points.isEmpty()) {
                    double mean = points.stream().mapToDouble(Point::value).average().orElseThrow();
                    blocks.addAll(block(one, end, mean, limit(level.limit(), one, end)));
                }
            }
        }
        return blocks;
    }

    private List<Observation> block(
            Matrix.Series one, long end, double mean, OptionalDouble limit) {
        var block = new ArrayList<Observation>();
        for (String part :
                List.of(Bucket.ALL, ExponentialGrid.LEVEL.of(mean).of(queries.signal()).part())) {
            cells.cell(queries, part(part), one.labels())
                    .ifPresent(cell -> block.add(new Observation(one.target(), cell, end, 1, 0)));
        }
        limit.ifPresent(most ->
                cells.cell(queries, part(Exhausted.USED), one.labels())
                        .ifPresent(cell ->
                                block.add(
                                        new Observation(
                                                one.target(),
                                                cell,
                                                end,
                                                Math.max(0, mean / most),
                                                1))));
        return block;
    }

    private OptionalDouble limit(Limit limit, Matrix.Series one, long end) {
        return switch (limit) {
            case Limit.None() -> OptionalDouble.empty();
            case Limit.OfNumber(double value) -> OptionalDouble.of(value);
            case Limit.OfSeries _ ->
                    signal.second().series().stream()
                            .filter(other -> other.target().equals(one.target()))
                            .flatMap(other -> other.newest(Instant.ofEpochMilli(end)).stream())
                            .mapToDouble(Point::value)
                            .filter(value -> value > 0)
                            .findFirst();
        };
    }

    private SignalName part(String part) {
        return queries.signal().part(part);
    }
}
