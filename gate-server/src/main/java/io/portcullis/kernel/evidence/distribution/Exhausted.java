package io.portcullis.kernel.evidence.distribution;

/** How much of what a level must not run into is used up, by server. */
public final class Exhausted {

    /**
     * Part of a signal: the exposure of its cells is the used part of the limit, added over servers,
     * and its events are the servers.
     */
    public static final String USED = "used";

    private Exhausted() {}
}
