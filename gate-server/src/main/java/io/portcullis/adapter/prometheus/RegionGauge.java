package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sums the gauges of all servers of a region, each at its newest sample. A series without a sample
 * for two of its scrapes is gone: it counts for nothing.
 */
final class RegionGauge {

    /** Of series with a single sample nobody knows how often they are scraped. */
    private static final Duration SPACING_UNKNOWN = Duration.ofSeconds(30);

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final double CLAIMING_RATIO_MIN = 0.5;

    private final Matrix matrix;

    RegionGauge(Matrix matrix) {
        this.matrix = matrix;
    }

    /** Every few seconds from one time to another, as far as there are samples. */
    List<SessionLevel> levels(Instant from, Instant to) {
        var levels = new ArrayList<SessionLevel>();
        for (Instant at = from; !at.isAfter(to); at = at.plus(STEP)) {
            level(at)
                    .filter(it -> levels.isEmpty() || it.at().isAfter(levels.getLast().at()))
                    .ifPresent(levels::add);
        }
        return levels;
    }

    private Optional<SessionLevel> level(Instant at) {
        List<Matrix.Point> points = newest(at);
        return points.stream().mapToLong(Matrix.Point::epochMillis).max().stream()
                .mapToObj(millis -> new SessionLevel(Instant.ofEpochMilli(millis), sum(points)))
                .findFirst();
    }

    /** Nothing is carried where no server tells any more what it carries. */
    Optional<SessionLevel> nothing(Instant at) {
        return newest(at).isEmpty() ? Optional.of(new SessionLevel(at, 0)) : Optional.empty();
    }

    OptionalDouble sum(Instant at) {
        List<Matrix.Point> points = newest(at);
        return points.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum(points));
    }

    /** The region claims what at least half of its servers say, at the time of the newest. */
    Optional<Claim> claim(Instant at) {
        List<Matrix.Point> points = newest(at);
        long claiming = points.stream().filter(it -> it.value() > 0).count();
        var says =
                claiming >= CLAIMING_RATIO_MIN * points.size()
                        ? Claim.Says.ISOLATED
                        : Claim.Says.CONNECTED;
        return points.stream().mapToLong(Matrix.Point::epochMillis).max().stream()
                .mapToObj(millis -> new Claim(Instant.ofEpochMilli(millis), says))
                .findFirst();
    }

    private List<Matrix.Point> newest(Instant at) {
        var points = new ArrayList<Matrix.Point>();
        for (Matrix.Series one : matrix.series()) {
            long fresh = Targets.FRESH_INTERVALS * one.spacing().orElse(SPACING_UNKNOWN).toMillis();
            one.newest(at)
                    .filter(it -> at.toEpochMilli() - it.epochMillis() <= fresh)
                    .ifPresent(points::add);
        }
        return points;
    }

    private static double sum(List<Matrix.Point> points) {
        return points.stream().mapToDouble(it -> Math.max(0, it.value())).sum();
    }
}
