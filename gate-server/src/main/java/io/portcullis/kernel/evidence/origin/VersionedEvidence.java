package io.portcullis.kernel.evidence.origin;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was counted since the look before, by version instead of arm.
 *
 * @param at when it was counted up
 * @param counts increments by cell; zero exposure says measured and no traffic
 * @param gaps what could not be measured, and why
 * @param processes what was said of processes and the work they carry
 */
public record VersionedEvidence(
        Instant at, Map<VersionedCell, Counts> counts, List<Gap> gaps, ProcessEvidence processes) {

    public VersionedEvidence {
        counts = Map.copyOf(counts);
        gaps = gaps.stream().sorted(Comparator.comparing(Gap::toString)).toList();
    }

    /** Nothing was said of processes. */
    public VersionedEvidence(Instant at, Map<VersionedCell, Counts> counts, List<Gap> gaps) {
        this(at, counts, gaps, ProcessEvidence.NONE);
    }

    public static VersionedEvidence empty(Instant at) {
        return new VersionedEvidence(at, Map.of(), List.of());
    }

    /** Both together, at the later time: cells are added, gaps joined. */
    public VersionedEvidence plus(VersionedEvidence other) {
        var sum = new HashMap<>(counts);
        other.counts.forEach((cell, more) -> sum.merge(cell, more, Counts::plus));
        return new VersionedEvidence(
                at.isAfter(other.at) ? at : other.at,
                sum,
                Stream.concat(gaps.stream(), other.gaps.stream()).distinct().toList(),
                processes.plus(other.processes));
    }
}
