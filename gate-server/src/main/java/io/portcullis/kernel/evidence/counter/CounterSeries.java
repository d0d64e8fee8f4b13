package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Raw samples of one counter of one server.
 *
 * @param target the server it was read from, as its source names it; 1 to 1,000 characters
 * @param cell what it counts
 * @param part which number of that cell
 * @param samples running totals, oldest first, each time once; at least one
 * @param histogram the histogram it is a bucket of, whose buckets restart together; null for a
 *     counter of its own
 */
public record CounterSeries(
        SeriesId id,
        String target,
        VersionedCell cell,
        Part part,
        List<Sample> samples,
        @Nullable SeriesId histogram) {

    private static final int TARGET_LENGTH_MAX = 1_000;

    public CounterSeries {
        if (target.isEmpty() || target.length() > TARGET_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "target has " + target.length() + " characters; must have 1 to 1000");
        }
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("series of " + target + " has no sample; needs one");
        }
        for (int i = 1; i < samples.size(); i++) {
            if (samples.get(i).epochMillis() <= samples.get(i - 1).epochMillis()) {
                throw new IllegalArgumentException(
                        "samples of " + target + " go back in time; must be oldest first");
            }
        }
    }

    /** A counter of its own. */
    public CounterSeries(
            SeriesId id, String target, VersionedCell cell, Part part, List<Sample> samples) {
        this(id, target, cell, part, samples, null);
    }

    /** What a counter contributes to its cell. */
    public enum Part {
        /** Attempts or another exposure. */
        TOTAL,
        /** The bad ones, or the events of a rate. */
        BAD,
        /** Attempts that came to an end, well or called off. */
        SETTLED
    }

    /**
     * What the counter stood at.
     *
     * @param epochMillis when, by the source's clock
     * @param value running total; finite and at least 0
     */
    public record Sample(long epochMillis, double value) {

        public Sample {
            if (!(value >= 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "value is " + value + "; must be finite and >= 0");
            }
        }
    }
}
