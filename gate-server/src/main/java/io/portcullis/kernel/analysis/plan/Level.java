package io.portcullis.kernel.analysis.plan;

/** What a stream or aggregate spans (analysis 2.5, 2.7). */
public enum Level {
    REGION(0.25, 6),
    ALL_REGIONS(0.10, 6),
    LINK(0.25, 9),
    SOURCE(0.15, 8),
    DESTINATION(0.15, 8),
    ALL_LINKS(0.10, 7);

    private final double share;
    private final int coarsestRung;

    Level(double share, int coarsestRung) {
        this.share = share;
        this.coarsestRung = coarsestRung;
    }

    /** Whether this level is of single streams, not of sums of streams. */
    public boolean isBase() {
        return this == REGION || this == LINK;
    }

    /** Part of its signal's error budget, before renormalisation. */
    public double share() {
        return share;
    }

    /** The last rung of the ladder that may be promised. */
    public int coarsestRung() {
        return coarsestRung;
    }
}
