package io.portcullis.kernel.evidence;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was counted since the look before: increments, never running totals. A cell that is not here
 * was not measured; a cell of zero exposure was measured and saw no traffic. A cell touched by a gap
 * must not be here: incomplete evidence is missing evidence.
 *
 * @param at when the look was made
 * @param counts increments by cell
 * @param gaps what could not be measured, and why
 * @param unknownArms exposure whose arm could not be told, by region: shown, never judged
 */
public record LookEvidence(
        Instant at, Map<Cell, Counts> counts, List<Gap> gaps, Map<Region, Double> unknownArms) {

    public LookEvidence {
        counts = Map.copyOf(counts);
        gaps = gaps.stream().sorted(Comparator.comparing(Gap::toString)).toList();
        unknownArms = Map.copyOf(unknownArms);
    }

    public static LookEvidence of(Instant at, Map<Cell, Counts> counts) {
        return new LookEvidence(at, counts, List.of(), Map.of());
    }

    public Counts counts(Cell cell) {
        return counts.getOrDefault(cell, Counts.NONE);
    }

    /** Regions about which nothing is known at this look. */
    public Set<Region> silentRegions() {
        if (gaps.isEmpty()) {
            return Set.of();
        }
        var silent = new HashSet<Region>();
        for (Gap gap : gaps) {
            if (gap.signal() == null) {
                silent.add(gap.region());
            }
        }
        return Set.copyOf(silent);
    }
}
