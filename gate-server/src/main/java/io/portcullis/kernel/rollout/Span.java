package io.portcullis.kernel.rollout;

import java.time.Duration;

/** A length of time, or a number of looks; a plan may say either. */
public sealed interface Span {

    /** Time, from one millisecond to 30 days. */
    record OfTime(Duration duration) implements Span {
        private static final Duration MIN = Duration.ofMillis(1);
        private static final Duration MAX = Duration.ofDays(30);

        public OfTime {
            if (duration.compareTo(MIN) < 0 || duration.compareTo(MAX) > 0) {
                throw new IllegalArgumentException(
                        "duration is " + duration + "; must be between 1 ms and 30 days");
            }
        }
    }

    /** Looks, from 1 to 259,200. */
    record OfLooks(int count) implements Span {
        private static final int MAX = 259_200;

        public OfLooks {
            if (count < 1 || count > MAX) {
                throw new IllegalArgumentException(
                        "looks is " + count + "; must be between 1 and " + MAX);
            }
        }
    }

    static Span looks(int count) {
        return new OfLooks(count);
    }

    static Span of(Duration duration) {
        return new OfTime(duration);
    }

    /** As looks of this length; a begun look counts. */
    default int inLooks(Duration lookLength) {
        return switch (this) {
            case OfLooks(int count) -> count;
            case OfTime(var duration) ->
                    Math.toIntExact(Math.ceilDiv(duration.toNanos(), lookLength.toNanos()));
        };
    }
}
