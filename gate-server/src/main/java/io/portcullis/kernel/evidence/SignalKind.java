package io.portcullis.kernel.evidence;

/** What a signal counts, and so how it is judged. */
public enum SignalKind {
    /** Bad of total. */
    RATIO,
    /** Events per exposure. */
    RATE,
    /** Observations above a bucket edge. */
    LATENCY,
    /** Servers whose gauge is outside of its earlier range. */
    LEVEL,
    /** Scrapes of servers that failed. */
    ABSENCE,
    /** Requests per server-second: fewer are worse. */
    TRAFFIC,
    /** End-to-end check. */
    PROBE,
    /** An invariant of the relay graph. */
    STRUCTURE
}
