package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.attribution.TouchedComparison;
import io.portcullis.kernel.analysis.counting.CellCounts;
import io.portcullis.kernel.analysis.counting.CellIndex;
import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.counting.LookHistory;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.OldArmRule;
import io.portcullis.kernel.analysis.finding.ReleaseEvidence;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.margin.StageMargins;
import io.portcullis.kernel.analysis.margin.StageTraffic;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The release comparator of a rollout, the comparator of touched places and the PASS tests of its current stage: state that is fed one
 * look at a time. Not thread-safe. Deterministic bit for bit, whatever the order of cells.
 *
 * <p>FAIL runs from the start through all stages, holds and pauses. PASS starts with a stage, anew
 * where the canary's share changes.
 */
public final class RolloutAnalysis {

    private static final int FORMAT = 6;

    private final AnalysisPlan plan;
    private final LooksBefore reference;
    private final CellIndex index;
    private final CellCounts counts;
    private final LookHistory history;
    private final ReleaseComparator release;
    private final TouchedComparison touched;
    private @Nullable OpenStage stage;
    private int firstLookId = 1;
    private int lastLookId;
    private boolean failed;
    private List<GroupKey> regressed = List.of();
    private List<GroupKey> likely = List.of();
    private List<GroupKey> sure = List.of();

    private RolloutAnalysis(AnalysisPlan plan, LooksBefore reference) {
        this.plan = plan;
        this.reference = reference;
        index = new CellIndex(plan);
        counts = new CellCounts(index);
        history = new LookHistory(index);
        release = new ReleaseComparator(plan, index, history);
        touched = new TouchedComparison(plan, reference, index, history);
    }

    /**
     * Starts at the rollout's start.
     *
     * @param before the last looks before the rollout, oldest first: the reference of health, and of
     *     stages without an old arm
     */
    public static RolloutAnalysis start(AnalysisPlan plan, List<LookEvidence> before) {
        return start(plan, EvidenceBefore.uncalibrated(before));
    }

    /** As above, with comparisons in which nothing differs. */
    public static RolloutAnalysis start(AnalysisPlan plan, EvidenceBefore before) {
        var analysis = new RolloutAnalysis(plan, LooksBefore.of(plan, before.looks()));
        analysis.release.calibrate(plan, before.asIfCanary());
        return analysis;
    }

    /**
     * Starts at a later look of a rollout that had too few looks before it until then: the looks up
     * to there count as made, and saw nothing of the canary.
     *
     * @param firstLookId of the first look that will be applied, 1 or more
     */
    public static RolloutAnalysis startAt(
            int firstLookId, AnalysisPlan plan, EvidenceBefore before) {
        if (firstLookId < 1) {
            throw new IllegalArgumentException("firstLookId is " + firstLookId + "; must be >= 1");
        }
        var analysis = start(plan, before);
        if (firstLookId > 1) {
            analysis.firstLookId = firstLookId;
            analysis.release.skip(firstLookId - 1);
            analysis.touched.skip(firstLookId - 1);
            analysis.lastLookId = firstLookId - 1;
        }
        return analysis;
    }

    /** What a stage would promise if a rollout began after these looks. */
    public static StagePreview preview(AnalysisPlan plan, int stage, List<LookEvidence> before) {
        return preview(plan, stage, EvidenceBefore.uncalibrated(before));
    }

    /** As above, with comparisons in which nothing differs. */
    public static StagePreview preview(AnalysisPlan plan, int stage, EvidenceBefore before) {
        return start(plan, before).preview(stage, before.looks());
    }

    /** What a stage would promise if it opened now: streams with an unchanged share keep theirs. */
    public StagePreview preview(int number, List<LookEvidence> before) {
        return opening(number, before).margins().preview();
    }

    /**
     * What the open stage promises, fixed when it opened.
     *
     * @throws IllegalStateException when none is open
     */
    public StagePreview promised() {
        if (stage == null) {
            throw new IllegalStateException("no stage is open");
        }
        return stage.margins().preview();
    }

    /**
     * Opens a stage: fixes its margins, required streams and comparison arms, and starts PASS anew
     * where the canary's share changes.
     *
     * @param before the last looks before the stage opens, oldest first
     */
    public StagePreview openStage(int number, List<LookEvidence> before) {
        StageOpening opening = opening(number, before);
        StageMargins margins = opening.margins();
        release.open(margins, reference, opening.unchanged(), opening.baseline());
        touched.open(plan.stage(number), before);
        stage = new OpenStage(release, margins, reference, index, history);
        return margins.preview();
    }

    private StageOpening opening(int number, List<LookEvidence> before) {
        var scope = new StageScope(plan, plan.stage(number));
        return StageOpening.of(scope, release, stage, before, reference);
    }

    /** Id of the first look that is applied: those before it are of before the analysis. */
    public int firstLookId() {
        return firstLookId;
    }

    /** Id of the last look applied; 0 before the first. */
    public int lastLookId() {
        return lastLookId;
    }

    /** Number of the stage that is open; 0 before the first. */
    public int openStage() {
        return stage == null ? 0 : stage.number();
    }

    /**
     * Applies a look. One already applied changes nothing: the present findings are returned.
     *
     * @throws IllegalArgumentException when a look is left out
     */
    public LookFindings look(int lookId, LookEvidence evidence) {
        return look(lookId, evidence, DaysBefore.NONE);
    }

    /** Whether the next look should be told of the same clock time of earlier days. */
    public boolean wantsDays() {
        return touched.wantsDays() || (stage != null && stage.times().asksDays());
    }

    /** As above, where the same clock time of earlier days is known. */
    public LookFindings look(int lookId, LookEvidence evidence, DaysBefore days) {
        apply(lookId, evidence, days);
        return findings();
    }

    /** As above, without saying what was found. */
    public void apply(int lookId, LookEvidence evidence, DaysBefore days) {
        if (lookId > lastLookId + 1) {
            throw new IllegalArgumentException(
                    "lookId is " + lookId + "; must be at most " + (lastLookId + 1));
        }
        if (lookId == lastLookId + 1) {
            apply(evidence, days);
        }
    }

    private void apply(LookEvidence evidence, DaysBefore days) {
        lastLookId++;
        keep(evidence);
        release.look(lastLookId, counts, evidence.silentRegions());
        touched.look(counts, days);
        if (stage != null) {
            stage.look(counts, days);
        }
        boolean fails =
                release.fails() && release.heaviestErrors() >= plan.parameters().canaryErrorsMin();
        if (fails) {
            failed = true;
            regressed = keys(release.blamed());
            likely = keys(release.likely());
            sure = keys(release.sure());
        }
    }

    private void keep(LookEvidence evidence) {
        counts.read(evidence);
        history.add(counts);
    }

    private List<GroupKey> keys(List<Integer> groups) {
        return groups.stream().map(release.family().keys()::get).toList();
    }

    /** Evidence against the release after the last look, without what is found place by place. */
    public ReleaseEvidence evidence() {
        return new ReleaseEvidence(
                release.logTotal(),
                release.logThreshold(),
                release.heaviestErrors(),
                plan.parameters().canaryErrorsMin(),
                failed,
                regressed,
                likely,
                sure);
    }

    /** What the last look found. */
    public LookFindings findings() {
        ReleaseEvidence evidence = evidence();
        if (stage == null) {
            return new LookFindings(
                    lastLookId, 0, 0, 0, evidence, touched.findings(), List.of(), List.of());
        }
        List<GroupFinding> groups = stage.report().groups(Set.copyOf(regressed));
        return new LookFindings(
                lastLookId,
                stage.number(),
                stage.looks(),
                stage.bakeLooks(),
                evidence,
                touched.findings(),
                groups,
                OldArmRule.blocked(groups));
    }

    /**
     * The state, for {@link #restore}: all that the kept looks do not tell. A few hundred bytes a
     * stream.
     */
    public byte[] snapshot() {
        var state = new StateWriter();
        state.write(FORMAT);
        state.write(firstLookId);
        state.write(lastLookId);
        state.write(reference.looks());
        release.write(state);
        state.write(stage != null);
        if (stage != null) {
            stage.write(state);
        }
        touched.write(state);
        state.write(failed);
        for (List<GroupKey> named : List.of(regressed, likely, sure)) {
            state.write(named.size());
            named.forEach(key -> state.write(release.family().indexOf(key)));
        }
        return state.bytes();
    }

    /**
     * Goes on exactly where {@link #snapshot} was taken, under the same plan.
     *
     * @param before the looks before the rollout it was started with
     * @param last the looks up to the last one applied, oldest first: the last 360, or all since
     *     {@link #firstLookId} if those are fewer
     * @throws IllegalArgumentException when the snapshot is of another format or plan, or when
     *     looks are left out
     */
    public static RolloutAnalysis restore(
            AnalysisPlan plan,
            byte[] snapshot,
            List<LookEvidence> before,
            List<LookEvidence> last) {
        var state = new StateReader(snapshot);
        int format = state.readInt();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "snapshot format is " + format + "; must be " + FORMAT);
        }
        var analysis = new RolloutAnalysis(plan, LooksBefore.of(plan, before));
        analysis.firstLookId = state.readInt();
        analysis.lastLookId = state.readInt();
        int looksBefore = state.readInt();
        if (looksBefore != analysis.reference.looks()) {
            throw new IllegalArgumentException(
                    "before are " + before.size() + " looks; must be " + looksBefore);
        }
        analysis.keepLast(last);
        analysis.read(state);
        state.end();
        return analysis;
    }

    private void keepLast(List<LookEvidence> last) {
        int kept = Math.min(LookHistory.LOOKS_MAX, lastLookId - firstLookId + 1);
        if (last.size() < kept) {
            throw new IllegalArgumentException(
                    "last are " + last.size() + " looks; must be at least " + kept);
        }
        last.subList(last.size() - kept, last.size()).forEach(this::keep);
    }

    private void read(StateReader state) {
        release.read(state);
        if (state.readBoolean()) {
            var scope = new StageScope(plan, plan.stage(state.readInt()));
            var traffic = StageTraffic.read(StageScope.places(plan), release.dispersions(), state);
            stage =
                    new OpenStage(
                            release,
                            new StageMargins(scope, release.dispersions(), traffic, reference),
                            reference,
                            index,
                            history);
            stage.read(state);
            release.enter(scope, reference);
        }
        touched.read(state);
        failed = state.readBoolean();
        regressed = readKeys(state);
        likely = readKeys(state);
        sure = readKeys(state);
    }

    private List<GroupKey> readKeys(StateReader state) {
        int count = state.readInt();
        var groups = new ArrayList<Integer>();
        for (int index = 0; index < count; index++) {
            groups.add(state.readInt());
        }
        return keys(groups);
    }
}
