package io.portcullis.adapter.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Raw samples of the series a selector matches.
 *
 * @param series one each
 */
record Matrix(List<Series> series) {

    Matrix {
        series = List.copyOf(series);
    }

    /** A value at one time: of a counter or of a gauge. */
    record Point(long epochMillis, double value) {}

    /**
     * One series.
     *
     * @param labels the metric's name included
     * @param samples oldest first
     */
    record Series(Map<String, String> labels, List<Point> samples) {

        Series {
            labels = Map.copyOf(labels);
            samples = List.copyOf(samples);
        }

        /** The server it was read from; the region alone where its labels do not say. */
        String target() {
            return job() + "/" + instance();
        }

        String job() {
            return labels.getOrDefault("job", "");
        }

        /** Its pod where its labels name no instance. */
        String instance() {
            return labels.getOrDefault("instance", labels.getOrDefault("pod", ""));
        }

        /** Samples later than one time and not later than another. */
        List<Point> between(Instant after, Instant upTo) {
            return samples.subList(
                    firstAfter(after.toEpochMilli()), firstAfter(upTo.toEpochMilli()));
        }

        /** The newest sample not later than a time. */
        Optional<Point> newest(Instant upTo) {
            int end = firstAfter(upTo.toEpochMilli());
            return end == 0 ? Optional.empty() : Optional.of(samples.get(end - 1));
        }

        /** The usual distance of two samples; empty when there are fewer than two. */
        Optional<Duration> spacing() {
            if (samples.size() < 2) {
                return Optional.empty();
            }
            var gaps = new long[samples.size() - 1];
            for (int i = 0; i < gaps.length; i++) {
                gaps[i] = samples.get(i + 1).epochMillis() - samples.get(i).epochMillis();
            }
            Arrays.sort(gaps);
            return Optional.of(Duration.ofMillis(gaps[gaps.length / 2]));
        }

        private int firstAfter(long millis) {
            int low = 0;
            int high = samples.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (samples.get(middle).epochMillis() > millis) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    /** The usual distance of two samples of the usual series; empty when no series has two. */
    Optional<Duration> spacing() {
        var spacings = series.stream().flatMap(one -> one.spacing().stream()).sorted().toList();
        return spacings.isEmpty()
                ? Optional.empty()
                : Optional.of(spacings.get(spacings.size() / 2));
    }

    /** Both together; the other is later, and may repeat the last samples. */
    Matrix then(Matrix later) {
        var all = new LinkedHashMap<Map<String, String>, List<Point>>();
        series.forEach(one -> all.put(one.labels(), new ArrayList<>(one.samples())));
        for (Series one : later.series) {
            var samples = all.computeIfAbsent(one.labels(), _ -> new ArrayList<>());
            long last = samples.isEmpty() ? Long.MIN_VALUE : samples.getLast().epochMillis();
            one.samples().stream()
                    .filter(sample -> sample.epochMillis() > last)
                    .forEach(samples::add);
        }
        return new Matrix(
                all.entrySet().stream()
                        .map(entry -> new Series(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
