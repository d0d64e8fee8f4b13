package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted since the look before, server by server: what a look sums up, kept apart for
 * those who compare servers with one another.
 *
 * @param at when it was counted up
 * @param counts increments; the order is kept, so that sums are the same bit for bit
 * @param gaps what could not be measured, and why
 */
public record ServerEvidence(Instant at, Map<ServerCell, Counts> counts, List<Gap> gaps) {

    public ServerEvidence {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        gaps = List.copyOf(gaps);
    }

    /** All servers together. */
    public VersionedEvidence sum() {
        var sum = new LinkedHashMap<VersionedCell, Counts>();
        counts.forEach((one, value) -> sum.merge(one.cell(), value, Counts::plus));
        return new VersionedEvidence(at, sum, gaps);
    }
}
