package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.origin.VersionedEvidence;

/**
 * What a scrape added.
 *
 * @param book to subtract the next scrape from
 * @param evidence increments since the scrape before
 */
public record Counted(CounterBook book, VersionedEvidence evidence) {}
