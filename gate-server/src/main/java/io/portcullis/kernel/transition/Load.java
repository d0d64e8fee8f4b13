package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.origin.Work;
import java.time.Duration;
import java.time.Instant;

/**
 * How much of one kind of work a process carries, as one source says.
 *
 * @param last at the newest sample
 * @param most at once since the stage opened
 * @param fallPerSecond fastest fall between two samples lately, work that ended by itself
 * @param fallAt when it was seen
 * @param spacing of the last two samples; zero while there is one
 */
record Load(
        long last,
        Instant lastAt,
        long most,
        double fallPerSecond,
        Instant fallAt,
        Duration spacing) {

    /** A fall tells for as long as so many samples take. */
    private static final int FALL_SAMPLES = 10;

    /** A sample tells what was left for as long as so many samples, or looks, take. */
    private static final int FRESH_SAMPLES = 3;

    static Load first(long value, Instant at) {
        return new Load(value, at, value, 0, at, Duration.ZERO);
    }

    /** One more sample; an old one changes nothing but the most that was carried. */
    Load next(long value, Instant at) {
        long newMost = Math.max(most, value);
        if (!at.isAfter(lastAt)) {
            long newLast = at.equals(lastAt) ? Math.max(last, value) : last;
            return new Load(newLast, lastAt, newMost, fallPerSecond, fallAt, spacing);
        }
        var since = Duration.between(lastAt, at);
        double rate = Math.max(0, last - value) / seconds(since);
        boolean forgotten =
                Duration.between(fallAt, at).compareTo(since.multipliedBy(FALL_SAMPLES)) > 0;
        boolean fastest = rate >= fallPerSecond || forgotten;
        return new Load(
                value, at, newMost, fastest ? rate : fallPerSecond, fastest ? at : fallAt, since);
    }

    /** A new stage: what was carried before it is not its harm. */
    Load anew() {
        return new Load(last, lastAt, last, fallPerSecond, fallAt, spacing);
    }

    /** What was cut of it by an end that came no later than this. */
    CutWork cut(Work work, Instant goneBy, Duration look) {
        if (last == 0) {
            return new CutWork(work, most, 0, 0, 0);
        }
        var unknown = goneBy.isAfter(lastAt) ? Duration.between(lastAt, goneBy) : Duration.ZERO;
        var unit = spacing.compareTo(look) > 0 ? spacing : look;
        boolean fresh = unknown.compareTo(unit.multipliedBy(FRESH_SAMPLES)) <= 0;
        boolean fallKnown = !spacing.isZero();
        long drained = (long) Math.ceil(fallPerSecond * seconds(unknown));
        long least = fresh && fallKnown ? Math.max(0, last - drained) : 0;
        return new CutWork(work, most, last, least, fresh ? last : most);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
