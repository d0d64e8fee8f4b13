package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.origin.VersionedCell;

/**
 * A cell as one server counted it.
 *
 * @param server as its source names it, unique within the region that counts
 */
public record ServerCell(String server, VersionedCell cell) {}
