package io.portcullis.kernel.evidence;

/** What a signal counts, and so how it is judged. */
public enum SignalKind {
    /** Bad of total. */
    RATIO,
    /** Events per exposure. */
    RATE,
    /** Observations above a bucket edge. */
    LATENCY,
    /** Servers whose gauge is above its earlier range. */
    LEVEL,
    /** End-to-end check. */
    PROBE,
    /** An invariant of the relay graph. */
    STRUCTURE
}
