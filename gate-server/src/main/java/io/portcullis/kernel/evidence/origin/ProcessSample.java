package io.portcullis.kernel.evidence.origin;

import io.portcullis.kernel.evidence.Region;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of one process at one time. The name of a process may be used again by the
 * next one: its epoch or start tells them apart, as far as the source knows either.
 *
 * @param process pod, instance id or node, the same from every source that sees it; at most 512
 *     characters
 * @param source who says it; times and epochs of different sources are never compared as equals
 * @param at when the work was counted, by the source's clock
 * @param epoch another value is another process; empty when the source has none
 * @param startedAt when the process started; null when the source does not say
 * @param origin what it runs, as far as known
 * @param duty whether it takes new work
 * @param carried each kind of work once, sorted
 */
public record ProcessSample(
        Region region,
        String process,
        String source,
        Instant at,
        String epoch,
        @Nullable Instant startedAt,
        Origin origin,
        Duty duty,
        List<Carried> carried) {

    private static final int LENGTH_MAX = 512;

    public ProcessSample {
        requireLength("process", process, 1);
        requireLength("source", source, 1);
        requireLength("epoch", epoch, 0);
        carried = carried.stream().sorted(Comparator.comparing(Carried::work)).toList();
        if (carried.stream().map(Carried::work).distinct().count() != carried.size()) {
            throw new IllegalArgumentException(
                    "carried is " + carried + "; must name each kind of work once");
        }
    }

    private static void requireLength(String name, String value, int min) {
        if (value.length() < min || value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    name
                            + " has "
                            + value.length()
                            + " characters; must have "
                            + min
                            + " to "
                            + LENGTH_MAX);
        }
    }

    /** Whether a process takes new work. */
    public enum Duty {
        SERVING,
        /** It finishes what it has and takes nothing new. */
        DRAINING
    }

    /**
     * How much of one kind of work.
     *
     * @param count at least 0
     */
    public record Carried(Work work, long count) {

        public Carried {
            if (count < 0) {
                throw new IllegalArgumentException(
                        "count of " + work + " is " + count + "; must be >= 0");
            }
        }
    }
}
