package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;
import io.portcullis.kernel.evidence.counter.CounterSeries;
import io.portcullis.kernel.evidence.counter.Observation;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.kernel.evidence.origin.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
     * @param main what must be there
     * @param second what is asked for besides; empty where nothing is
     * @param newest time of the newest sample of each main series that goes on, by its server, in
     *     epoch seconds; empty where nobody asked
     */
    record Signal(SignalQueries queries, Matrix main, Matrix second, Map<String, Double> newest) {

        Selector selector() {
            return queries.measure().main();
        }
    }

    /** What it says up to one time. Samples counted before do no harm. */
    Scrape scrape(Instant after, Instant at) {
        var targets = Targets.of(up, jobs(), at, interval);
        var problem = targets.problem();
        if (problem.isPresent()) {
            return withoutServers(targets, problem.get(), after, at);
        }
        var measured = new HashMap<SignalName, BadSeries>();
        var series = new ArrayList<CounterSeries>();
        var observations = new ArrayList<Observation>();
        var missing = new ArrayList<>(gaps);
        for (Signal signal : signals) {
            var objection = objection(signal, targets, at);
            if (objection.isPresent()) {
                missing.add(objection.get());
            } else {
                measured.put(signal.queries().signal(), signal.queries().measure().badSeries());
                var read = new SignalReading(this, signal, after, at);
                series.addAll(read.series());
                observations.addAll(read.observations());
            }
        }
        return new Scrape(
                endpoint.region(),
                at,
                targets.living(),
                measured,
                series,
                missing,
                observations,
                origins());
    }

    /** Too few servers answer to take what they say for the whole; that they do not is counted. */
    private Scrape withoutServers(
            Targets targets, Targets.Problem problem, Instant after, Instant at) {
        var measured = new HashMap<SignalName, BadSeries>();
        var observations = new ArrayList<Observation>();
        for (Signal signal : signals) {
            boolean scrapes = signal.queries().measure() instanceof Measure.Scrapes;
            if (scrapes && problem.cause() == Gap.Cause.TARGETS_MISSING) {
                measured.put(signal.queries().signal(), BadSeries.WITH_FIRST_ERROR);
                observations.addAll(new SignalReading(this, signal, after, at).observations());
            }
        }
        return new Scrape(
                endpoint.region(),
                at,
                targets.living(),
                measured,
                List.of(),
                List.of(new Gap(endpoint.region(), problem.cause(), problem.text())),
                observations,
                origins());
    }

    /** What servers run, as far as any of their series says. */
    private Map<String, Origin> origins() {
        if (signals.stream().noneMatch(signal -> signal.selector().equals(queries.targets()))) {
            return Map.of();
        }
        var cells = new SampleCells(endpoint.region(), queries.arm());
        var origins = new HashMap<String, Origin>();
        for (Signal signal : signals) {
            for (Matrix.Series one : signal.main().series()) {
                var origin = cells.origin(one.labels());
                if (!origin.equals(Origin.UNKNOWN)) {
                    origins.put(one.target(), origin);
                }
            }
        }
        return origins;
    }

    /** Series of {@code up} that are of servers of the service. */
    List<Matrix.Series> ours(Matrix servers) {
        var jobs = jobs();
        return servers.series().stream()
                .filter(series ->
                        jobs.isEmpty() || jobs.contains(series.labels().getOrDefault("job", "")))
                .toList();
    }

    /** Jobs of the series: plain {@code up} also names servers of others. */
    private Set<String> jobs() {
        if (!queries.targets().equals(ServiceQueries.ALL_TARGETS)) {
            return Set.of();
        }
        var counted =
                jobs(
                        signals.stream()
                                .filter(signal -> !signal.selector().equals(queries.targets()))
                                .map(Signal::main));
        return counted.isEmpty() ? jobs(signals.stream().map(Signal::second)) : counted;
    }

    private static Set<String> jobs(Stream<Matrix> matrices) {
        var jobs = new HashSet<String>();
        matrices.flatMap(matrix -> matrix.series().stream())
                .forEach(one -> jobs.add(one.labels().getOrDefault("job", "")));
        return jobs;
    }

    private Optional<Gap> objection(Signal signal, Targets targets, Instant at) {
        long oldest = at.minus(interval.multipliedBy(Targets.FRESH_INTERVALS)).toEpochMilli();
        var newest =
                signal.main().series().stream()
                        .flatMap(one -> one.newest(at).stream())
                        .mapToLong(Matrix.Point::epochMillis)
                        .max();
        if (newest.isEmpty()) {
            return Optional.of(
                    gap(
                            signal,
                            Gap.Cause.SERIES_ABSENT,
                            signal.selector() + " has no series, though servers are up"));
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
                        signal.selector(),
                        at.toEpochMilli() - newestMillis,
                        Targets.FRESH_INTERVALS,
                        interval.toMillis());
    }

    private Gap gap(Signal signal, Gap.Cause cause, String text) {
        return new Gap(endpoint.region(), signal.queries().signal(), cause, text);
    }
}
