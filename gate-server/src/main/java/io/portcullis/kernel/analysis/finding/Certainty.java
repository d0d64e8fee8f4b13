package io.portcullis.kernel.analysis.finding;

/** How surely a stream or aggregate is named after FAIL (analysis 2.5). */
public enum Certainty {
    /**
     * By closed testing: with the probability of a false FAIL at most, one stream that is no worse is
     * named so, over all streams together.
     */
    SURE,
    /** By e-BH: of all streams named so, a tenth is expected to be no worse, at most. */
    LIKELY,
    /** No single stream could be named; this one carries most of the rollout's evidence. */
    MOST_EVIDENCE;

    /** Of LIKELY: expected part of the named that is no worse, at most. */
    public static final double FALSE_DISCOVERY_RATIO = 0.1;
}
