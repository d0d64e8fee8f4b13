package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;
import io.portcullis.kernel.evidence.counter.CounterSeries;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.Scrape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was read of a region: from here scrapes are cut.
 *
 * @param up samples of the servers' {@code up}
 * @param signals what was read of each signal
 * @param gaps signals that could not be read
 * @param interval of scraping, as far as it is known
 */
record Fetched(
        PrometheusEndpoint endpoint,
        ServiceQueries queries,
        Matrix up,
        List<Signal> signals,
        List<Gap> gaps,
        Duration interval) {

    /**
     * One signal's series.
     *
     * @param newest time of the newest sample of each total that goes on, by its server, in epoch
     *     seconds; empty where nobody asked
     */
    record Signal(SignalQueries queries, Matrix total, Matrix bad, Map<String, Double> newest) {}

    /** What it says up to one time. Samples counted before do no harm. */
    Scrape scrape(Instant after, Instant at) {
        var targets = Targets.of(up, jobs(), at, interval);
        var problem = targets.problem();
        if (problem.isPresent()) {
            return Scrape.missing(
                    endpoint.region(), at, problem.get().cause(), problem.get().text());
        }
        var measured = new HashMap<SignalName, BadSeries>();
        var series = new ArrayList<CounterSeries>();
        var missing = new ArrayList<>(gaps);
        for (Signal signal : signals) {
            var objection = objection(signal, targets, at);
            if (objection.isPresent()) {
                missing.add(objection.get());
            } else {
                measured.put(signal.queries().signal(), signal.queries().badSeries());
                add(series, signal, Part.TOTAL, after, at);
                add(series, signal, Part.BAD, after, at);
            }
        }
        return new Scrape(endpoint.region(), at, targets.living(), measured, series, missing);
    }

    /** Jobs of the series: plain {@code up} also names servers of others. */
    private Set<String> jobs() {
        if (!queries.targets().equals(ServiceQueries.ALL_TARGETS)) {
            return Set.of();
        }
        var jobs = new HashSet<String>();
        for (Signal signal : signals) {
            for (Matrix.Series one : signal.total().series()) {
                jobs.add(one.labels().getOrDefault("job", ""));
            }
        }
        return jobs;
    }

    private Optional<Gap> objection(Signal signal, Targets targets, Instant at) {
        long oldest = at.minus(interval.multipliedBy(Targets.FRESH_INTERVALS)).toEpochMilli();
        var newest =
                signal.total().series().stream()
                        .flatMap(one -> one.newest(at).stream())
                        .mapToLong(CounterSeries.Sample::epochMillis)
                        .max();
        if (newest.isEmpty()) {
            return Optional.of(
                    gap(
                            signal,
                            Gap.Cause.SERIES_ABSENT,
                            signal.queries().total() + " has no series, though servers are up"));
        }
        if (newest.getAsLong() < oldest) {
            return Optional.of(gap(signal, Gap.Cause.STALE, stale(signal, at, newest.getAsLong())));
        }
        return signal.newest().entrySet().stream()
                .filter(entry -> targets.living().contains(entry.getKey()))
                .filter(entry -> entry.getValue() * 1_000 < oldest)
                .findFirst()
                .map(entry ->
                        gap(
                                signal,
                                Gap.Cause.STALE,
                                entry.getKey()
                                        + ": "
                                        + stale(signal, at, Math.round(entry.getValue() * 1_000))));
    }

    private String stale(Signal signal, Instant at, long newestMillis) {
        return "newest sample of %s is %d ms old; must be at most %d intervals of %d ms"
                .formatted(
                        signal.queries().total(),
                        at.toEpochMilli() - newestMillis,
                        Targets.FRESH_INTERVALS,
                        interval.toMillis());
    }

    private Gap gap(Signal signal, Gap.Cause cause, String text) {
        return new Gap(endpoint.region(), signal.queries().signal(), cause, text);
    }

    private void add(
            List<CounterSeries> series, Signal signal, Part part, Instant after, Instant at) {
        var cells = new SampleCells(endpoint.region(), queries.arm());
        var matrix = part == Part.TOTAL ? signal.total() : signal.bad();
        for (Matrix.Series one : matrix.series()) {
            var samples = one.between(after, at);
            var cell = cells.cell(signal.queries(), one.labels());
            if (!samples.isEmpty() && cell.isPresent()) {
                series.add(
                        new CounterSeries(
                                SampleCells.id(signal.queries(), part.name(), one.labels()),
                                one.target(),
                                cell.get(),
                                part,
                                samples));
            }
        }
    }
}
