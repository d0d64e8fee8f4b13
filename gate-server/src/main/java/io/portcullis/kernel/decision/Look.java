package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.environment.health.Fitness;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.kernel.relay.structure.RolloutStructure;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All a decision rests on at one look.
 *
 * @param canaryRegions regions with a canary at the stage; before the first, those of the first
 * @param newOnlyRegions those of them where the stage leaves no old version
 * @param whenSharedHarm what the plan wants when both versions are bad where the rollout touched
 * @param findings of the analysis
 * @param evidence what was counted, and what could not be
 * @param times of this look and those before
 * @param recent looks just made
 * @param environment standing health of the world, as it concerns this rollout
 * @param structure of the relay mesh, as it concerns this rollout
 */
public record Look(
        StageProgress progress,
        SortedSet<Region> canaryRegions,
        SortedSet<Region> newOnlyRegions,
        SharedHarmPolicy whenSharedHarm,
        LookFindings findings,
        LookEvidence evidence,
        LookTimes times,
        RecentLooks recent,
        Fitness environment,
        RolloutStructure structure) {

    public Look {
        canaryRegions = Collections.unmodifiableSortedSet(new TreeSet<>(canaryRegions));
        newOnlyRegions = Collections.unmodifiableSortedSet(new TreeSet<>(newOnlyRegions));
    }
}
