package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All a decision rests on at one look.
 *
 * @param canaryRegions regions with a canary at the stage; before the first, those of the first
 * @param newOnlyRegions those of them where the stage leaves no old version
 * @param findings of the analysis
 * @param evidence what was counted, and what could not be
 * @param times of this look and those before
 * @param recent looks just made
 */
public record Look(
        StageProgress progress,
        SortedSet<Region> canaryRegions,
        SortedSet<Region> newOnlyRegions,
        LookFindings findings,
        LookEvidence evidence,
        LookTimes times,
        RecentLooks recent) {

    public Look {
        canaryRegions = Collections.unmodifiableSortedSet(new TreeSet<>(canaryRegions));
        newOnlyRegions = Collections.unmodifiableSortedSet(new TreeSet<>(newOnlyRegions));
    }
}
