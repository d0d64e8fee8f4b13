package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.RolloutReleases;
import io.portcullis.port.store.Bytes;
import java.util.Map;

/**
 * The evidence of one look, and where the next goes on.
 *
 * @param inboxCursor pushed evidence up to here is in it
 * @param books last counted values of every pulled source, by region
 * @param processes what was said of processes and the work they carry
 * @param arms which version a process runs
 */
public record Gathered(
        LookEvidence evidence,
        long inboxCursor,
        Map<String, Bytes> books,
        ProcessEvidence processes,
        RolloutReleases arms) {}
