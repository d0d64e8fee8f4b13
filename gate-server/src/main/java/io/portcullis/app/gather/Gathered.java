package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.port.store.Bytes;
import java.util.Map;

/**
 * The evidence of one look, and where the next goes on.
 *
 * @param inboxCursor pushed evidence up to here is in it
 * @param books last counted values of every pulled source, by region
 */
public record Gathered(LookEvidence evidence, long inboxCursor, Map<String, Bytes> books) {}
