package io.portcullis.adapter.prometheus;

import io.portcullis.adapter.prometheus.Matrix.Point;
import io.portcullis.adapter.prometheus.Matrix.Series;
import io.portcullis.adapter.prometheus.ProcessQueries.CarriedGauge;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.RollCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes samples of processes from series: one for each scrape that worked. A gauge without a series
 * in such a scrape is none of that work: many servers show a session's series only while it lasts.
 */
final class ProcessReading {

    private static final String SOURCE = "prometheus";

    private final Region region;
    private final ProcessQueries queries;
    private final Answers answers;
    private final Map<CarriedGauge, Map<String, List<Series>>> carried = new HashMap<>();
    private final Map<String, List<Series>> starts;
    private final Map<String, List<Series>> draining;
    private final SampleCells cells;

    /** What was answered. */
    record Answers(
            Matrix up,
            Set<Map<String, String>> exist,
            Matrix starts,
            Optional<Matrix> draining,
            Map<CarriedGauge, Matrix> carried) {}

    ProcessReading(Region region, ProcessQueries queries, Answers answers) {
        this.region = region;
        this.queries = queries;
        this.answers = answers;
        answers.carried().forEach((gauge, matrix) -> carried.put(gauge, byTarget(matrix)));
        this.starts = byTarget(answers.starts());
        this.draining = answers.draining().map(ProcessReading::byTarget).orElse(Map.of());
        this.cells = new SampleCells(region, queries.arm());
    }

    ProcessEvidence evidence(Instant now) {
        var jobs = new HashSet<String>();
        answers.carried().values().stream()
                .flatMap(matrix -> matrix.series().stream())
                .forEach(series -> jobs.add(job(series.labels())));
        if (jobs.isEmpty()) {
            return ProcessEvidence.NONE;
        }
        var samples = new ArrayList<ProcessSample>();
        for (Series up : answers.up().series()) {
            if (jobs.contains(job(up.labels()))) {
                samples.addAll(samples(up));
            }
        }
        var exist = new TreeSet<String>();
        answers.exist().stream()
                .filter(labels -> jobs.contains(job(labels)))
                .forEach(labels -> exist.add(process(labels)));
        return new ProcessEvidence(samples, List.of(new RollCall(region, SOURCE, now, exist)));
    }

    private List<ProcessSample> samples(Series up) {
        var target = up.target();
        var ours = new HashMap<CarriedGauge, List<Series>>();
        carried.forEach((gauge, series) -> ours.put(gauge, series.getOrDefault(target, List.of())));
        var started = starts.getOrDefault(target, List.of());
        var drains = draining.getOrDefault(target, List.of());
        var all = ours.values().stream().flatMap(List::stream).toList();
        var samples = new ArrayList<ProcessSample>();
        Instant before = Instant.MIN;
        for (Point scrape : up.samples()) {
            var at = Instant.ofEpochMilli(scrape.epochMillis());
            if (scrape.value() == 1 && !before.equals(Instant.MIN)) {
                var span = new Span(before, at);
                samples.add(
                        new ProcessSample(
                                region,
                                process(up.labels()),
                                SOURCE,
                                at,
                                epoch(all, span),
                                start(started, span),
                                origin(all, started, span),
                                sum(drains, span) > 0 ? Duty.DRAINING : Duty.SERVING,
                                carried(ours, span)));
            }
            before = at;
        }
        return samples;
    }

    private static Map<String, List<Series>> byTarget(Matrix matrix) {
        return matrix.series().stream().collect(Collectors.groupingBy(Series::target));
    }

    private static List<Carried> carried(Map<CarriedGauge, List<Series>> ours, Span span) {
        return ours.entrySet().stream()
                .map(entry ->
                        new Carried(
                                entry.getKey().work(),
                                Math.round(Math.max(0, sum(entry.getValue(), span)))))
                .toList();
    }

    private static double sum(List<Series> series, Span span) {
        ToDoubleFunction<Series> value =
                one -> span.newest(one).map(Point::value).filter(Double::isFinite).orElse(0.0);
        return series.stream().mapToDouble(value).sum();
    }

    private static @Nullable Instant start(List<Series> starts, Span span) {
        return starts.stream()
                .flatMap(one -> span.newest(one).stream())
                .filter(point -> point.value() > 0 && Double.isFinite(point.value()))
                .map(point -> Instant.ofEpochMilli(Math.round(point.value() * 1_000)))
                .findFirst()
                .orElse(null);
    }

    private String epoch(List<Series> series, Span span) {
        return queries.epochLabel().stream()
                .flatMap(label ->
                        series.stream()
                                .filter(one -> span.newest(one).isPresent())
                                .map(one -> one.labels().getOrDefault(label, "")))
                .findFirst()
                .orElse("");
    }

    private Origin origin(List<Series> gauges, List<Series> starts, Span span) {
        return Stream.concat(gauges.stream(), starts.stream())
                .filter(one -> span.newest(one).isPresent())
                .map(one -> cells.origin(one.labels()))
                .filter(origin -> !origin.equals(Origin.UNKNOWN))
                .findFirst()
                .orElse(Origin.UNKNOWN);
    }

    private String process(Map<String, String> labels) {
        var name = labels.getOrDefault(queries.label(), "");
        return name.isEmpty() ? labels.getOrDefault("instance", job(labels)) : name;
    }

    private static String job(Map<String, String> labels) {
        return labels.getOrDefault("job", "");
    }

    /** From one scrape to the next. */
    private record Span(Instant after, Instant upTo) {

        Optional<Point> newest(Series series) {
            var points = series.between(after, upTo);
            return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
        }
    }
}
