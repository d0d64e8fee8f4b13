package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.counter.BadSeries;
import java.time.Duration;
import java.util.Optional;

/** Which series a signal is measured by, and how they become counts. */
public sealed interface Measure {

    /** What must be there, and fresh, for the signal to be measured at all. */
    Selector main();

    /** What is asked for besides. */
    Optional<Selector> second();

    /** Whether the series of events exists before the first of them. */
    default BadSeries badSeries() {
        return BadSeries.WITH_FIRST_ERROR;
    }

    /**
     * Bad of all, or events out of a counted exposure.
     *
     * @param total counters of attempts, or of another exposure
     * @param bad counters of the bad ones
     */
    record Counters(Selector total, Selector bad, BadSeries badSeries) implements Measure {
        @Override
        public Selector main() {
            return total;
        }

        @Override
        public Optional<Selector> second() {
            return Optional.of(bad);
        }
    }

    /**
     * Attempts that come to no end, of all.
     *
     * @param total counters of attempts
     * @param settled counters of those that came to an end, well or called off; lazily created ones
     *     may be absent, which says that none has
     */
    record Unsettled(Selector total, Selector settled) implements Measure {
        @Override
        public Selector main() {
            return total;
        }

        @Override
        public Optional<Selector> second() {
            return Optional.of(settled);
        }

        @Override
        public BadSeries badSeries() {
            return BadSeries.UNSETTLED;
        }
    }

    /**
     * Events while something lasts: the exposure is a gauge times the time it stood.
     *
     * @param gauge what lasts, such as open sessions; {@code up} for the servers themselves
     * @param events counters of the events
     */
    record EventsOverTime(Selector gauge, Selector events, BadSeries badSeries) implements Measure {
        @Override
        public Selector main() {
            return gauge;
        }

        @Override
        public Optional<Selector> second() {
            return Optional.of(events);
        }
    }

    /**
     * Observations by bucket.
     *
     * @param series native histograms, or the {@code _bucket} series of classic ones
     */
    record Histogram(Selector series) implements Measure {
        @Override
        public Selector main() {
            return series;
        }

        @Override
        public Optional<Selector> second() {
            return Optional.empty();
        }
    }

    /**
     * The mean of a gauge over blocks of time, server by server.
     *
     * @param block length of a block; blocks begin at whole multiples of it
     * @param limit what a server's gauge must not reach
     */
    record Level(Selector gauge, Duration block, Limit limit) implements Measure {
        @Override
        public Selector main() {
            return gauge;
        }

        @Override
        public Optional<Selector> second() {
            return limit instanceof Limit.OfSeries(var series)
                    ? Optional.of(series)
                    : Optional.empty();
        }
    }

    /**
     * Samples that are not 1, of all: scrapes that failed, or probes.
     *
     * @param targets the {@code up} series of the servers, or {@code probe_success}
     */
    record Scrapes(Selector targets) implements Measure {
        @Override
        public Selector main() {
            return targets;
        }

        @Override
        public Optional<Selector> second() {
            return Optional.empty();
        }
    }

    /** What a level must not reach. */
    sealed interface Limit {

        /** Nobody says. */
        record None() implements Limit {}

        /** The same for every server. */
        record OfNumber(double value) implements Limit {}

        /** A gauge of the same server. */
        record OfSeries(Selector series) implements Limit {}
    }
}
