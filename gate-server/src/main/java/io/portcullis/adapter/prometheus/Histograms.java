package io.portcullis.adapter.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.adapter.prometheus.Matrix.Point;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.distribution.CumulativeBuckets;
import io.portcullis.kernel.evidence.distribution.ExponentialGrid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes histograms apart into one series of running totals for each bucket, told by the label {@link
 * #BUCKET}, and one for all observations: from the cumulative series of classic histograms, or from
 * the samples of native ones. What does not fit together is refused, for wrong counts are worse than
 * none.
 */
final class Histograms {

    /** Label of the part of the signal that a series counts. */
    static final String BUCKET = "__bucket__";

    private static final String BOUND = "le";
    private static final SignalName ANY = new SignalName("any");

    private Histograms() {}

    /** Series without the label of their bucket: what they are buckets of. */
    static Map<String, String> whole(Map<String, String> labels) {
        var whole = new HashMap<>(labels);
        whole.remove(BUCKET);
        return whole;
    }

    /**
     * From series with the label {@code le}.
     *
     * @throws IllegalArgumentException one of them cannot stand like that
     */
    static Matrix classic(Matrix cumulative) {
        var histograms =
                new LinkedHashMap<Map<String, String>, TreeMap<Long, TreeMap<Double, Double>>>();
        for (Matrix.Series one : cumulative.series()) {
            var labels = new HashMap<>(one.labels());
            String bound = labels.remove(BOUND);
            if (bound == null) {
                throw new IllegalArgumentException(
                        labels + " has no label le; must be the _bucket series of a histogram");
            }
            var times = histograms.computeIfAbsent(labels, _ -> new TreeMap<>());
            double upper = PrometheusAnswer.number(bound);
            for (Point sample : one.samples()) {
                times.computeIfAbsent(sample.epochMillis(), _ -> new TreeMap<>())
                        .put(upper, sample.value());
            }
        }
        var series = new ArrayList<Matrix.Series>();
        histograms.forEach((labels, times) -> {
            var parts = new LinkedHashMap<String, List<Point>>();
            times.forEach((at, atMost) -> {
                try {
                    CumulativeBuckets.apart(atMost)
                            .forEach((bucket, count) ->
                                    add(parts, part(bucket), new Point(at, count)));
                    add(parts, Bucket.ALL, new Point(at, atMost.lastEntry().getValue()));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(labels + " " + e.getMessage(), e);
                }
            });
            addAll(series, labels, parts);
        });
        return new Matrix(series);
    }

    /**
     * From the {@code histograms} of one element of an answer.
     *
     * @throws IllegalArgumentException its buckets are wider than those that are compared
     */
    static List<Matrix.Series> natives(Map<String, String> labels, JsonNode samples) {
        var counted = new TreeMap<Long, Map<String, Double>>();
        var names = new LinkedHashMap<String, Boolean>();
        for (JsonNode pair : samples) {
            var at = PrometheusAnswer.millis(pair.path(0));
            var histogram = pair.path(1);
            var parts = new HashMap<String, Double>();
            for (JsonNode bucket : histogram.path("buckets")) {
                parts.merge(part(grid(bucket)), count(bucket.path(3)), Double::sum);
            }
            parts.put(Bucket.ALL, count(histogram.path("count")));
            parts.keySet().forEach(name -> names.put(name, true));
            counted.put(at, parts);
        }
        if (names.size() > CumulativeBuckets.BOUNDS_MAX) {
            throw new IllegalArgumentException(
                    names.size() + " buckets; must be at most " + CumulativeBuckets.BOUNDS_MAX);
        }
        var series = new ArrayList<Matrix.Series>();
        var all = new LinkedHashMap<String, List<Point>>();
        names.keySet()
                .forEach(name ->
                        counted.forEach((at, parts) ->
                                add(all, name, new Point(at, parts.getOrDefault(name, 0.0)))));
        addAll(series, labels, all);
        return series;
    }

    private static double count(JsonNode written) {
        double count = PrometheusAnswer.number(written.asText());
        if (!(count >= 0) || Double.isInfinite(count)) {
            throw new IllegalArgumentException(
                    "counts %s observations, which no counter can".formatted(count));
        }
        return count;
    }

    private static Bucket grid(JsonNode bucket) {
        double lower = PrometheusAnswer.number(bucket.path(1).asText());
        double upper = PrometheusAnswer.number(bucket.path(2).asText());
        Optional<Bucket> ours =
                upper == Double.POSITIVE_INFINITY && lower < upper
                        ? Optional.of(new Bucket(lower, upper))
                        : ExponentialGrid.HISTOGRAM.around(lower, upper);
        return ours.orElseThrow(() ->
                new IllegalArgumentException(
                        "bucket (%s, %s] is wider than 19 %%; use schema 2 or finer"
                                .formatted(lower, upper)));
    }

    private static String part(Bucket bucket) {
        return bucket.of(ANY).part();
    }

    private static void add(Map<String, List<Point>> parts, String part, Point sample) {
        parts.computeIfAbsent(part, _ -> new ArrayList<>()).add(sample);
    }

    private static void addAll(
            List<Matrix.Series> series,
            Map<String, String> labels,
            Map<String, List<Point>> parts) {
        parts.forEach((part, samples) -> {
            var named = new HashMap<>(labels);
            named.put(BUCKET, part);
            series.add(new Matrix.Series(named, samples));
        });
    }
}
