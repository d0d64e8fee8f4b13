package io.portcullis.app.replay;

import io.portcullis.app.RequestRefused;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Where the rollouts of a healthy time begin: evenly from the first that has its looks before to the
 * last that has all of its looks.
 *
 * @param looks of the whole time
 * @param looksEach most looks of one: one and a half times all bakes
 * @param starts index of the first look of each
 */
@SuppressWarnings("ArrayRecordComponent") // read in place, never compared
record HealthyLayout(int looks, int looksEach, int[] starts) {

    /** Looks judged by one replay; at a thousand a second a quarter of an hour. */
    private static final long LOOKS_JUDGED_MAX = 1_000_000;

    private static final double BAKES_MAX = 1.5;

    static HealthyLayout of(RolloutSpec spec, ReplayRequest.Healthy asked) {
        Duration look = spec.lookLength();
        int looks = Math.toIntExact(Duration.between(asked.from(), asked.to()).dividedBy(look));
        int bakes = IntStream.rangeClosed(1, spec.plan().stageLast()).map(spec::bakeLooks).sum();
        int each = (int) Math.ceil(BAKES_MAX * bakes);
        int room = looks - AnalysisPlan.LOOKS_BEFORE_MAX - each;
        if (room < 0) {
            throw RequestRefused.invalid(
                    "healthy",
                    "healthy.long_enough",
                    "has %,d looks; one rollout needs %,d before it and up to %,d: give %s or more, or shorter bakes"
                            .formatted(
                                    looks,
                                    AnalysisPlan.LOOKS_BEFORE_MAX,
                                    each,
                                    text(look.multipliedBy(looks - room))));
        }
        if ((long) each * asked.intervals() > LOOKS_JUDGED_MAX) {
            throw RequestRefused.invalid(
                    "healthy.intervals",
                    "intervals.bounded",
                    "is %,d, of up to %,d looks each; at most %,d looks are judged: ask for %,d, or shorter bakes"
                            .formatted(
                                    asked.intervals(),
                                    each,
                                    LOOKS_JUDGED_MAX,
                                    LOOKS_JUDGED_MAX / each));
        }
        int count = Math.min(asked.intervals(), room + 1);
        int[] starts =
                IntStream.range(0, count)
                        .map(index ->
                                AnalysisPlan.LOOKS_BEFORE_MAX
                                        + (count == 1
                                                ? 0
                                                : (int) ((long) room * index / (count - 1))))
                        .toArray();
        return new HealthyLayout(looks, each, starts);
    }

    /** How many fit without sharing a look, their looks before included. */
    int apart() {
        return Math.min(
                starts.length, Math.max(1, looks / (AnalysisPlan.LOOKS_BEFORE_MAX + looksEach)));
    }

    private static String text(Duration duration) {
        return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart() + 1);
    }
}
