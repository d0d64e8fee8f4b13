package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.counting.CellCounts;
import io.portcullis.kernel.analysis.counting.CellIndex;
import io.portcullis.kernel.analysis.counting.ComparedStreams;
import io.portcullis.kernel.analysis.counting.HealthWatch;
import io.portcullis.kernel.analysis.counting.LevelDispersions;
import io.portcullis.kernel.analysis.counting.LookHistory;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.counting.WindowsBefore;
import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.margin.StageMargins;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.SignalPlan.Worse;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.statistics.Blocks;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.FailParameters;
import io.portcullis.kernel.analysis.statistics.FailTest;
import io.portcullis.kernel.analysis.statistics.Ladder;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.analysis.statistics.PassTest;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.analysis.statistics.StratifiedCounts;
import io.portcullis.kernel.analysis.statistics.StreamTotals;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Canary against old arm, in every stream of the plan: FAIL through all stages, PASS per stage
 * (analysis 2.1-2.6, 2.9, 2.11).
 */
final class ReleaseComparator {

    private static final int GUARD_FROM = 12;
    private static final int GUARD_OFTEN_EVERY = 6;
    private static final int GUARD_OFTEN_UNTIL = LookHistory.LOOKS_MAX;
    private static final int GUARD_EVERY = 60;

    private final Family family;
    private final double excess;
    private final double[] weights;
    private final double[] tolerances;
    private final Margin[] tolerated;
    private final ComparedStreams sides;

    private final FailTest fail;
    private final PassTest pass;
    private final LevelDispersions dispersions;
    private final Blocks blocks;
    private final StreamTotals sinceStage;
    private final StratifiedCounts shown;
    private final HealthWatch health;

    private final long[] canaryErrors;
    private final int[] firstCanaryLook;
    private final boolean[] frozen;
    private boolean[] live;

    ReleaseComparator(AnalysisPlan plan, CellIndex index, LookHistory history) {
        family = StageScope.family(plan);
        AnalysisParameters parameters = plan.parameters();
        excess = parameters.toleranceExcess();
        weights = family.weights();
        tolerances = family.tolerances();
        tolerated = new Margin[weights.length];
        Arrays.setAll(
                tolerated, group -> new Margin(family.signal(group).toleranceRatio(), excess));
        sides = new ComparedStreams(family, index, history);
        int streams = family.streams().size();
        dispersions = new LevelDispersions(family, parameters.dispersion());
        fail =
                new FailTest(
                        family.groups(),
                        weights,
                        dispersions.ofGroups(),
                        tolerances,
                        FailParameters.of(parameters.releaseAlpha(), excess, plan.looksPlanned()));
        pass = PassTest.ofRelease(family.groups(), dispersions.ofGroups());
        blocks = new Blocks(streams);
        sinceStage = new StreamTotals(family.groups());
        shown = new StratifiedCounts(family.groups());
        health = new HealthWatch(family, sides);
        canaryErrors = new long[streams];
        firstCanaryLook = new int[streams];
        frozen = new boolean[streams];
        live = new boolean[streams];
    }

    /** Calibrates from looks before in which part of the old version stood for the canary. */
    void calibrate(AnalysisPlan plan, List<LookEvidence> asIfCanary) {
        dispersions.calibrate(new WindowsBefore(plan, family, asIfCanary));
        temper();
    }

    private void temper() {
        Dispersion[] used = dispersions.ofGroups();
        for (int group = 0; group < used.length; group++) {
            fail.disperse(group, used[group]);
            fail.persist(group, dispersions.persistence(group));
            pass.disperse(group, used[group]);
        }
    }

    LevelDispersions dispersions() {
        return dispersions;
    }

    /**
     * Opens a stage.
     *
     * @param unchanged streams whose share is what it was, so that its E goes on
     * @param baseline part of the old version's recent traffic on the baseline, by stream
     */
    void open(
            StageMargins margins,
            LooksBefore reference,
            Set<Integer> unchanged,
            List<Double> baseline) {
        enter(margins.scope(), reference);
        for (int stream = 0; stream < live.length; stream++) {
            sinceStage.reset(stream);
            shown.reset(stream);
            if (!unchanged.contains(stream)) {
                blocks.drop(stream);
                sides.change(stream, baseline.get(stream) > 0);
                pass.startRate(stream, margins.rate(family.streams().get(stream)));
            }
        }
        for (int group = 0; group < family.keys().size(); group++) {
            if (margins.traffic().keptRungs().get(group) < 0) {
                int rung = margins.release().rung(group);
                pass.start(group, rung < 0 ? null : Ladder.margin(rung));
            }
        }
    }

    /** Takes up a stage's scope, newly opened or restored. */
    void enter(StageScope scope, LooksBefore reference) {
        live = new boolean[family.streams().size()];
        for (int stream = 0; stream < live.length; stream++) {
            live[stream] = scope.isLive(family.streams().get(stream));
        }
        sides.enter(live);
        health.enter(stream -> live[stream], reference);
    }

    /** Counts the first looks as made, without any traffic. */
    void skip(int looks) {
        fail.skip(looks);
    }

    /** Applies a look; outside of its stages a stream has no window. */
    void look(int lookId, CellCounts look, Set<Region> silentRegions) {
        sides.next(silentRegions);
        for (int stream = 0; stream < live.length; stream++) {
            if (live[stream]) {
                add(stream, lookId, look);
            }
        }
        blocks.flush();
        for (int stream = 0; stream < live.length; stream++) {
            canaryErrors[stream] += blocks.flushedCanaryEvents(stream);
            shown.add(stream, blocks, tolerances[stream], excess);
            frozen[stream] = live[stream] && !isOldArmHealthy(stream);
        }
        fail.look(blocks);
        pass.look(blocks, frozen);
        guard(lookId);
    }

    private void add(int stream, int lookId, CellCounts look) {
        if (sides.fix(stream, look) && sides.isAgainstBaseline(stream)) {
            blocks.drop(stream); // STABLE was counted until now: never pooled
            sinceStage.reset(stream);
        }
        if (sides.isMissing(stream, look)) {
            return;
        }
        double canary = sides.canaryExposure(stream, look);
        long canaryEvents = sides.canaryEvents(stream, look);
        double old = sides.oldExposure(stream, look);
        long oldEvents = sides.oldEvents(stream, look);
        if (family.signal(stream).worse() == Worse.FEWER) { // H0 is then p_b <= rho_0 p_c + eps
            blocks.addCanary(stream, old, oldEvents);
            blocks.addOld(stream, canary, canaryEvents);
        } else {
            blocks.addCanary(stream, canary, canaryEvents);
            blocks.addOld(stream, old, oldEvents);
        }
        sinceStage.addCanary(stream, canary, canaryEvents);
        sinceStage.addOld(stream, old, oldEvents);
        if (firstCanaryLook[stream] == 0 && canary > 0) {
            firstCanaryLook[stream] = lookId;
        }
    }

    private boolean isOldArmHealthy(int stream) {
        return health.isHealthy(
                stream, sinceStage.oldExposure(stream), sinceStage.oldEvents(stream));
    }

    /** Raises dispersions to what the last looks show; used from the next look on. */
    private void guard(int lookId) {
        int every = lookId <= GUARD_OFTEN_UNTIL ? GUARD_OFTEN_EVERY : GUARD_EVERY;
        if (lookId >= GUARD_FROM && lookId % every == 0 && dispersions.raise(sides.kept())) {
            temper();
        }
    }

    Family family() {
        return family;
    }

    /** log W; 0 when the whole plan has no stream. */
    double logTotal() {
        return weights.length == 0 ? 0 : fail.logTotal();
    }

    double logThreshold() {
        return fail.logThreshold();
    }

    /** Whether W is at its threshold at this look. */
    boolean fails() {
        return logTotal() >= logThreshold();
    }

    /** Canary errors of the group that carries most of the evidence, since the rollout started. */
    long heaviestErrors() {
        if (weights.length == 0) {
            return 0;
        }
        int heaviest = fail.heaviest();
        long errors = 0;
        for (int index = 0; index < family.groups().size(heaviest); index++) {
            errors += canaryErrors[family.groups().member(heaviest, index)];
        }
        return errors;
    }

    /** Groups named by the blame rule at this look. */
    List<Integer> blamed() {
        return Blame.regressed(logValues(), weights, live.length);
    }

    /** Streams e-BH names at this look. */
    List<Integer> likely() {
        return Blame.likely(logValues(), live.length);
    }

    /** Streams closed testing names at this look. */
    List<Integer> sure() {
        return Blame.sure(logValues(), live.length, logThreshold());
    }

    private double[] logValues() {
        var values = new double[weights.length];
        for (int group = 0; group < values.length; group++) {
            values[group] = fail.logGroup(group);
        }
        return values;
    }

    /** What is shown of a group's evidence. */
    FailEvidence failEvidence(int group) {
        int bad = fail.firstBadLook(group);
        double logValue = fail.logGroup(group);
        return new FailEvidence(
                weights[group],
                logValue,
                fail.share(group),
                shown.observed(group),
                shown.expected(group),
                shown.ratio(group),
                tolerated[group],
                bad == 0
                        ? OptionalInt.empty()
                        : OptionalInt.of(Math.max(bad, firstCanaryLook(group))));
    }

    /** First look at which the canary had traffic in a group; 0 when it never had. */
    int firstCanaryLook(int group) {
        int first = 0;
        for (int index = 0; index < family.groups().size(group); index++) {
            int look = firstCanaryLook[family.groups().member(group, index)];
            if (look > 0 && (first == 0 || look < first)) {
                first = look;
            }
        }
        return first;
    }

    /** Whether a stream has both sides at this stage; a sum is not asked. */
    boolean isLive(int stream) {
        return live[stream];
    }

    PassTest pass() {
        return pass;
    }

    Window sinceStage(int group) {
        return sinceStage.group(group);
    }

    OldArmHealth health(int group, Window window) {
        return health.of(group, window.oldExposure(), window.oldEvents());
    }

    void write(StateWriter state) {
        dispersions.write(state);
        fail.write(state);
        pass.write(state);
        blocks.write(state);
        sinceStage.write(state);
        shown.write(state);
        sides.write(state);
        state.write(canaryErrors);
        state.write(firstCanaryLook);
    }

    void read(StateReader state) {
        dispersions.read(state);
        temper();
        fail.read(state);
        pass.read(state);
        blocks.read(state);
        sinceStage.read(state);
        shown.read(state);
        sides.read(state);
        state.read(canaryErrors);
        state.read(firstCanaryLook);
    }
}
