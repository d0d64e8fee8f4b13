package io.portcullis.kernel.analysis.recovery;

import io.portcullis.kernel.analysis.counting.Cells;
import io.portcullis.kernel.analysis.counting.HealthWatch;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.counting.RecentCounts;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.finding.RegionRecovery;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.statistics.Blocks;
import io.portcullis.kernel.analysis.statistics.HealthLimits;
import io.portcullis.kernel.analysis.statistics.Ladder;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.analysis.statistics.OnsetWeights;
import io.portcullis.kernel.analysis.statistics.PassTest;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * After the rollback against the looks before the rollout: look i of a stream's start paired with
 * reference look i (analysis 2.10). The onset mixture lets recovery begin at any look; it is spent
 * after 180; an E that does not pass then starts anew on the reference looks that follow.
 */
public final class RecoveryComparison {

    private final RecoveryMargins margins;
    private final Family family;
    private final LooksBefore reference;
    private final double logThreshold;
    private final List<List<Cell>> cells;
    private final PassTest pass;
    private final Blocks blocks;
    private final RecentCounts recent;
    private final HealthWatch health;
    private final int[] looks;
    private boolean sumsStarted;

    public RecoveryComparison(
            RecoveryMargins margins, LooksBefore reference, AnalysisParameters parameters) {
        this.margins = margins;
        this.reference = reference;
        family = margins.family();
        logThreshold = -Math.log(parameters.passBeta());
        cells = family.streams().stream().map(key -> Cells.all(key.signal(), key.place())).toList();
        pass =
                PassTest.ofRecovery(
                        family.groups(),
                        margins.overTime().ofGroups(),
                        OnsetWeights.over(RecoveryTest.LOOKS_MAX, OnsetWeights.FIRST_LOOK));
        blocks = new Blocks(cells.size());
        recent = new RecentCounts(cells.size(), HealthLimits.RECENT_LOOKS);
        health = new HealthWatch(family, recent);
        health.enter(_ -> true, reference);
        looks = new int[cells.size()];
    }

    public RecoveryMargins margins() {
        return margins;
    }

    /** Applies a look to the streams all of whose ends are alone. */
    public void look(LookEvidence evidence, Predicate<Region> alone, boolean allAlone) {
        recent.next();
        for (int stream = 0; stream < cells.size(); stream++) {
            if (margins.endsToRecover(stream).stream().allMatch(alone)) {
                add(stream, Cells.sum(cells.get(stream), evidence));
            } else {
                stop(stream);
            }
        }
        startSums(allAlone);
        blocks.flush();
        restartSpent();
        pass.look(blocks, new boolean[cells.size()]);
    }

    private void add(int stream, Counts after) {
        if (looks[stream] == 0) {
            pass.startRate(stream, reference.rate(family.streams().get(stream)));
            startGroup(stream);
        }
        recent.add(stream, after.exposure(), after.events());
        if (reference.looks() > 0) {
            Counts before =
                    reference.all(family.streams().get(stream), looks[stream] % reference.looks());
            blocks.add(
                    stream,
                    new Window(
                            after.exposure(), after.events(), before.exposure(), before.events()));
        }
        looks[stream]++;
    }

    private void stop(int stream) {
        if (looks[stream] > 0) {
            looks[stream] = 0;
            blocks.drop(stream);
            pass.start(stream, null);
        }
    }

    private void startSums(boolean allAlone) {
        if (allAlone != sumsStarted) {
            sumsStarted = allAlone;
            for (int group = cells.size(); group < family.keys().size(); group++) {
                if (allAlone) {
                    startGroup(group);
                } else {
                    pass.start(group, null);
                }
            }
        }
    }

    private void startGroup(int group) {
        int rung = margins.rung(group);
        pass.start(group, rung < 0 ? null : Ladder.margin(rung));
    }

    private void restartSpent() {
        for (int group = 0; group < family.keys().size(); group++) {
            if (pass.looks(group) >= RecoveryTest.LOOKS_MAX && !passes(group)) {
                startGroup(group);
            }
        }
    }

    /** Groups that have to pass for a region, links to regions not alone yet left out. */
    public List<Integer> requiredFor(Region region) {
        return margins.streamsOf(region).stream()
                .filter(stream -> looks[stream] > 0)
                .flatMap(stream -> margins.requiredFor(stream).stream())
                .distinct()
                .toList();
    }

    /** Whether all required pass and nothing of the region is unhealthy. */
    public boolean isGood(Collection<Integer> required, Region region) {
        return required.stream().allMatch(this::passes)
                && margins.streamsOf(region).stream().noneMatch(this::isUnhealthy)
                && required.stream().noneMatch(this::isUnhealthy);
    }

    private boolean passes(int group) {
        return pass.margin(group) != null && pass.logGroup(group) >= logThreshold;
    }

    private boolean isUnhealthy(int group) {
        return health.of(group, 0, 0) != OldArmHealth.HEALTHY;
    }

    /** Evidence of groups that run. */
    public List<RegionRecovery.GroupRecovery> groups(Collection<Integer> groups) {
        var recoveries = new ArrayList<RegionRecovery.GroupRecovery>();
        for (int group : groups) {
            Margin margin = pass.margin(group);
            if (margin != null) {
                recoveries.add(
                        new RegionRecovery.GroupRecovery(
                                family.keys().get(group),
                                evidence(group, margin),
                                isUnhealthy(group)));
            }
        }
        return recoveries;
    }

    private PassEvidence evidence(int group, Margin margin) {
        double logValue = pass.logGroup(group);
        GroupPreview preview = margins.preview(group);
        return PassEvidence.of(margin, logValue, logThreshold, preview, 1);
    }

    public void write(StateWriter state) {
        pass.write(state);
        blocks.write(state);
        recent.write(state);
        state.write(looks);
        state.write(sumsStarted);
    }

    public void read(StateReader state) {
        pass.read(state);
        blocks.read(state);
        recent.read(state);
        state.read(looks);
        sumsStarted = state.readBoolean();
    }
}
