package io.portcullis.kernel.evidence;

import org.jspecify.annotations.Nullable;

/**
 * Evidence that should be there and is not.
 *
 * @param region whose evidence is missing
 * @param signal the one signal that is missing; null when the whole region is
 * @param cause what kind of gap
 * @param detail what was seen, for people; at most 300 characters are kept
 */
public record Gap(Region region, @Nullable SignalName signal, Cause cause, String detail) {

    private static final int DETAIL_LENGTH_MAX = 300;

    public Gap {
        detail =
                detail.length() <= DETAIL_LENGTH_MAX
                        ? detail
                        : detail.substring(0, DETAIL_LENGTH_MAX);
    }

    /** The whole region is missing. */
    public Gap(Region region, Cause cause, String detail) {
        this(region, null, cause, detail);
    }

    /** Why evidence is missing. */
    public enum Cause {
        /** The source did not answer, or answered with an error. */
        UNREACHABLE,
        /** The source answered with a warning or with part of the data. */
        PARTIAL,
        /** Samples are older than two scrape intervals. */
        STALE,
        /** The source's clock and ours are more than five seconds apart. */
        CLOCK_SKEW,
        /** A series that should exist does not. */
        SERIES_ABSENT,
        /** Fewer targets than there are servers. */
        TARGETS_MISSING
    }
}
