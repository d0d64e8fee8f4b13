package io.portcullis.kernel.analysis.finding;

/** What analysis says of one stream or aggregate. */
public enum Finding {
    /** Worse than the old arm, beyond tolerance. */
    REGRESSED,
    /** As good as the old arm, at its margin. */
    EQUIVALENT,
    /** Neither yet. */
    UNDECIDED,
    /** The canary has no counts here since the stage opened. */
    MISSING
}
