package io.portcullis.kernel.analysis.recovery;

import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.finding.RegionRecovery;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells which regions are as they were before the rollout (analysis 2.10, semantics 5): each region
 * from the first look at which the old version is alone there, over its own streams and the links
 * from regions also alone; aggregates and the limit start with the last region. A region that is back
 * stays so while the old version is alone; where the new one shows up again the test starts anew. Not
 * thread-safe.
 */
public final class RecoveryTest {

    /** T_rec, looks after which the test gives up, counted from the last region's start. */
    public static final int LOOKS_MAX = 180;

    private static final int FORMAT = 1;

    private final AnalysisPlan plan;
    private final LooksBefore reference;
    private final RecoveryComparison comparison;
    private final SortedMap<Region, RegionWatch> regions = new TreeMap<>();
    private int lastLookId;
    private int looksAllAlone;

    private RecoveryTest(AnalysisPlan plan, SortedSet<Region> toRecover, LooksBefore reference) {
        this.plan = plan;
        this.reference = reference;
        comparison =
                new RecoveryComparison(
                        new RecoveryMargins(plan, toRecover, reference),
                        reference,
                        plan.parameters());
        for (Region region : toRecover) {
            regions.put(region, new RegionWatch(plan.parameters().recoveredForLooks()));
        }
    }

    /**
     * Starts when the restores are applied.
     *
     * @param toRecover regions the rollout touched
     * @param reference the last looks before the rollout, oldest first
     */
    public static RecoveryTest start(
            AnalysisPlan plan, Set<Region> toRecover, List<LookEvidence> reference) {
        if (!plan.regions().containsAll(toRecover)) {
            throw new IllegalArgumentException(
                    "toRecover is " + toRecover + "; must be regions of the service");
        }
        return new RecoveryTest(plan, new TreeSet<>(toRecover), LooksBefore.of(plan, reference));
    }

    /**
     * Applies a look; one already applied changes nothing. Ids ascend.
     *
     * @param alone regions where only the old version runs, draining servers included
     */
    public Map<Region, RegionRecovery> look(int lookId, LookEvidence evidence, Set<Region> alone) {
        if (lookId > lastLookId) {
            lastLookId = lookId;
            apply(evidence, alone);
        }
        return findings();
    }

    private void apply(LookEvidence evidence, Set<Region> alone) {
        regions.forEach((region, watch) -> watch.begin(alone.contains(region)));
        boolean allAlone = regions.values().stream().allMatch(RegionWatch::isAlone);
        looksAllAlone = allAlone ? looksAllAlone + 1 : 0;
        comparison.look(evidence, this::isAlone, allAlone);
        for (Map.Entry<Region, RegionWatch> entry : regions.entrySet()) {
            RegionWatch watch = entry.getValue();
            if (watch.isAlone()) {
                watch.look(comparison.isGood(required(entry.getKey()), entry.getKey()));
            }
        }
    }

    private boolean isAlone(Region region) {
        RegionWatch watch = regions.get(region);
        return watch == null || watch.isAlone();
    }

    /** What has to pass for a region; sums over all places for the regions alone last. */
    private SortedSet<Integer> required(Region region) {
        var required = new TreeSet<>(comparison.requiredFor(region));
        RegionWatch watch = regions.get(region);
        if (watch != null && looksAllAlone > 0 && watch.looks() <= looksAllAlone) {
            required.addAll(comparison.margins().requiredOfAll());
        }
        return required;
    }

    /** What the last look found. */
    public Map<Region, RegionRecovery> findings() {
        var findings = new TreeMap<Region, RegionRecovery>();
        regions.forEach((region, watch) ->
                findings.put(
                        region,
                        new RegionRecovery(
                                region,
                                watch.status(looksAllAlone >= LOOKS_MAX),
                                watch.looks(),
                                plan.parameters().recoveredForLooks(),
                                watch.looksGood(),
                                comparison.groups(required(region)))));
        return Collections.unmodifiableSortedMap(findings);
    }

    /** The whole state, for {@link #restore}. */
    public byte[] snapshot() {
        var state = new StateWriter();
        state.write(FORMAT);
        reference.write(state);
        for (Region region : plan.regions()) {
            state.write(regions.containsKey(region));
        }
        state.write(lastLookId);
        state.write(looksAllAlone);
        comparison.write(state);
        regions.values().forEach(watch -> watch.write(state));
        return state.bytes();
    }

    /**
     * Goes on exactly where {@link #snapshot} was taken, under the same plan.
     *
     * @throws IllegalArgumentException when the snapshot is of another format or plan
     */
    public static RecoveryTest restore(AnalysisPlan plan, byte[] snapshot) {
        var state = new StateReader(snapshot);
        int format = state.readInt();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "snapshot format is " + format + "; must be " + FORMAT);
        }
        LooksBefore reference = LooksBefore.read(plan, state);
        var toRecover = new TreeSet<Region>();
        for (Region region : plan.regions()) {
            if (state.readBoolean()) {
                toRecover.add(region);
            }
        }
        var test = new RecoveryTest(plan, toRecover, reference);
        test.lastLookId = state.readInt();
        test.looksAllAlone = state.readInt();
        test.comparison.read(state);
        test.regions.values().forEach(watch -> watch.read(state));
        state.end();
        return test;
    }
}
