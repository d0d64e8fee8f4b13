package io.portcullis.kernel.analysis;

/** What a stream or aggregate spans (analysis 2.5, 2.7). */
public enum Level {
    REGION,
    ALL_REGIONS,
    LINK,
    SOURCE,
    DESTINATION,
    ALL_LINKS;

    /** Whether this level is of single streams, not of sums of streams. */
    public boolean isBase() {
        return this == REGION || this == LINK;
    }
}
