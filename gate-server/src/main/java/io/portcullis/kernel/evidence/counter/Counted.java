package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.origin.VersionedEvidence;

/**
 * What a scrape added.
 *
 * @param book to subtract the next scrape from
 * @param byServer increments since the scrape before
 */
public record Counted(CounterBook book, ServerEvidence byServer) {

    /** Increments of all servers together. */
    public VersionedEvidence evidence() {
        return byServer.sum();
    }
}
