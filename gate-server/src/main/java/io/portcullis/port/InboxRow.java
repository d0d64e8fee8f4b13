package io.portcullis.port;

import io.portcullis.kernel.evidence.origin.VersionedEvidence;

/**
 * One flush as it is read back.
 *
 * @param cursor place of the row among those of its service; greater is later
 * @param replica which server flushed
 */
public record InboxRow(long cursor, String replica, VersionedEvidence evidence) {}
