package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.counting.Cells;
import io.portcullis.kernel.analysis.counting.HealthWatch;
import io.portcullis.kernel.analysis.counting.LevelDispersions;
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
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Canary against old arm, in every stream of the plan: FAIL through all stages, PASS per stage
 * (analysis 2.1-2.6, 2.11). The comparison arm of a stream is fixed when its share changes: BASELINE
 * where it has traffic in the looks just before, else at the first look with canary traffic,
 * BASELINE where it has some then, else STABLE.
 */
final class ReleaseComparator {

    private final Family family;
    private final double excess;
    private final double[] weights;
    private final double[] tolerances;
    private final List<Cells> cells;

    private final FailTest fail;
    private final PassTest pass;
    private final LevelDispersions dispersions;
    private final Blocks blocks;
    private final StreamTotals sinceStage;
    private final StratifiedCounts shown;
    private final HealthWatch health;

    private final Comparison[] comparisons;
    private final long[] canaryErrors;
    private final int[] firstCanaryLook;
    private boolean[] live;

    /** In the order snapshots count them. */
    private static final List<Comparison> COMPARISONS = List.of(Comparison.values());

    /** What a stream is compared with. */
    private enum Comparison {
        OPEN,
        WITH_BASELINE,
        WITH_STABLE;

        Arm arm() {
            return this == WITH_BASELINE ? Arm.BASELINE : Arm.STABLE;
        }
    }

    ReleaseComparator(AnalysisPlan plan) {
        family = StageScope.family(plan);
        AnalysisParameters parameters = plan.parameters();
        excess = parameters.toleranceExcess();
        weights = family.weights();
        tolerances = family.tolerances();
        cells = family.streams().stream().map(Cells::new).toList();
        int streams = cells.size();
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
        health = new HealthWatch(family);
        comparisons = new Comparison[streams];
        Arrays.fill(comparisons, Comparison.OPEN);
        canaryErrors = new long[streams];
        firstCanaryLook = new int[streams];
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
        for (int stream = 0; stream < cells.size(); stream++) {
            sinceStage.reset(stream);
            shown.reset(stream);
            if (!unchanged.contains(stream)) {
                blocks.drop(stream);
                comparisons[stream] =
                        baseline.get(stream) > 0 ? Comparison.WITH_BASELINE : Comparison.OPEN;
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
        live = new boolean[cells.size()];
        for (int stream = 0; stream < live.length; stream++) {
            live[stream] = scope.isLive(family.streams().get(stream));
        }
        health.enter(stream -> live[stream], reference);
    }

    /** Counts the first looks as made, without any traffic. */
    void skip(int looks) {
        fail.skip(looks);
    }

    /** Applies a look; outside of its stages a stream has no window. */
    void look(int lookId, LookEvidence evidence) {
        health.next();
        Set<Region> silent = evidence.silentRegions();
        for (int stream = 0; stream < cells.size(); stream++) {
            if (live[stream]) {
                add(stream, lookId, evidence, silent);
            }
        }
        blocks.flush();
        for (int stream = 0; stream < cells.size(); stream++) {
            canaryErrors[stream] += blocks.flushedCanaryEvents(stream);
            shown.add(stream, blocks, tolerances[stream], excess);
        }
        fail.look(blocks);
        pass.look(blocks, frozen());
    }

    private void add(int stream, int lookId, LookEvidence evidence, Set<Region> silent) {
        Cells stand = cells.get(stream);
        if (comparisons[stream] == Comparison.OPEN && stand.canary(evidence).exposure() > 0) {
            boolean baseline = stand.old(Arm.BASELINE, evidence).exposure() > 0;
            comparisons[stream] = baseline ? Comparison.WITH_BASELINE : Comparison.WITH_STABLE;
            blocks.drop(stream);
        }
        Arm arm = comparisons[stream].arm();
        health.add(stream, stand.old(arm, evidence));
        stand.window(arm, evidence, silent).ifPresent(window -> add(stream, lookId, window));
    }

    private void add(int stream, int lookId, Window window) {
        blocks.add(stream, family.signal(stream).worse() == Worse.FEWER ? exchanged(window) : window);
        sinceStage.add(stream, window);
        if (firstCanaryLook[stream] == 0 && window.canaryExposure() > 0) {
            firstCanaryLook[stream] = lookId;
        }
    }

    /** H0 is then p_b <= rho_0 p_c + eps. */
    private static Window exchanged(Window window) {
        return new Window(
                window.oldExposure(),
                window.oldEvents(),
                window.canaryExposure(),
                window.canaryEvents());
    }

    private boolean[] frozen() {
        var frozen = new boolean[cells.size()];
        for (int stream = 0; stream < frozen.length; stream++) {
            frozen[stream] = live[stream] && health(stream) != OldArmHealth.HEALTHY;
        }
        return frozen;
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
        int heaviest = Blame.heaviest(logValues(), weights);
        long errors = 0;
        for (int index = 0; index < family.groups().size(heaviest); index++) {
            errors += canaryErrors[family.groups().member(heaviest, index)];
        }
        return errors;
    }

    /** Groups named by the blame rule at this look. */
    List<Integer> blamed() {
        return Blame.regressed(logValues(), weights, cells.size());
    }

    /** Streams e-BH names at this look. */
    List<Integer> likely() {
        return Blame.likely(logValues(), cells.size());
    }

    /** Streams closed testing names at this look. */
    List<Integer> sure() {
        return Blame.sure(logValues(), cells.size(), logThreshold());
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
                Math.exp(Math.log(weights[group]) + logValue - logTotal()),
                shown.observed(group),
                shown.expected(group),
                shown.ratio(group),
                new Margin(family.signal(group).toleranceRatio(), excess),
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

    OldArmHealth health(int group) {
        return health.of(group, sinceStage.group(group));
    }

    @SuppressWarnings("EnumOrdinal") // the snapshot is read by the version that wrote it
    void write(StateWriter state) {
        dispersions.write(state);
        fail.write(state);
        pass.write(state);
        blocks.write(state);
        sinceStage.write(state);
        shown.write(state);
        health.write(state);
        for (Comparison comparison : comparisons) {
            state.write(COMPARISONS.indexOf(comparison));
        }
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
        health.read(state);
        for (int stream = 0; stream < comparisons.length; stream++) {
            comparisons[stream] = COMPARISONS.get(state.readInt());
        }
        state.read(canaryErrors);
        state.read(firstCanaryLook);
    }
}
