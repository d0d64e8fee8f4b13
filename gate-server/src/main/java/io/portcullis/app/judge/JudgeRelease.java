package io.portcullis.app.judge;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.app.LookReport;
import io.portcullis.app.Progress;
import io.portcullis.app.Services;
import io.portcullis.app.environment.JudgeEnvironment;
import io.portcullis.app.gather.EarlierDays;
import io.portcullis.app.mesh.JudgeStructure;
import io.portcullis.app.transition.LedgerBook;
import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.decision.Decide;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.EnvironmentReasons;
import io.portcullis.kernel.decision.ExhaustionGuard;
import io.portcullis.kernel.decision.Look;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.decision.Remaining;
import io.portcullis.kernel.decision.RungDetail;
import io.portcullis.kernel.decision.StructureReasons;
import io.portcullis.kernel.decision.TransitionGuard;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.distribution.EdgeChoice;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.policy.TransitionPolicy.Response;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutInput;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.kernel.transition.TransitionHarm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges one look of a rollout that goes forward. */
final class JudgeRelease {

    private final RolloutLooks looks;
    private final Policy policy;
    private final EarlierDays days;
    private final JudgeEnvironment environment;
    private final JudgeStructure structure;
    private final Services services;

    JudgeRelease(RolloutLooks looks, Policy policy, JudgeRollout.World world) {
        this.looks = looks;
        this.policy = policy;
        this.days = world.days();
        this.environment = world.environment();
        this.structure = world.structure();
        this.services = world.services();
    }

    Judged look(
            Progress progress,
            Memory before,
            LookEvidence evidence,
            TransitionHarm harm,
            Instant now) {
        int look = progress.lastLook() + 1;
        Memory known = withEdges(progress, before, now);
        LookEvidence counted = progress.rollout().spec().edges().reduce(evidence);
        return switch (withAnalysis(progress.rollout(), known, look)) {
            case Memory.OfRelease memory -> judged(progress, memory, counted, harm, now);
            case Memory.Nothing nothing -> waiting(progress, nothing, counted, now);
            case Memory.OfRecovery recovery ->
                    throw new IllegalStateException(
                            "recovery is tested without abort: " + recovery);
        };
    }

    /**
     * Chooses the edges that were missing at the start once there are looks enough for them. The
     * analysis then begins anew: what it tests is another plan, and it saw no canary yet.
     */
    private Memory withEdges(Progress progress, Memory before, Instant now) {
        Rollout rollout = progress.rollout();
        RolloutSpec spec = rollout.spec();
        if (rollout.course().stageTouched() > 0 || spec.edges().isComplete(spec.service())) {
            return before;
        }
        int last = progress.lastLook();
        var edges =
                EdgeChoice.completed(
                        spec.edges(),
                        spec.service(),
                        looks.upTo(spec, last),
                        policy.looksBeforeMin());
        if (edges.equals(spec.edges())) {
            return before;
        }
        progress.tell(new RolloutInput.EdgesChosen(last, edges), now);
        return new Memory.Nothing(Memory.Nothing.UNCOUNTED);
    }

    /** Starts the analysis once there are looks enough, and opens in it what was opened since. */
    private Memory withAnalysis(Rollout rollout, Memory before, int look) {
        var spec = rollout.spec();
        var plan = AnalysisPlans.of(spec);
        Memory memory = before;
        if (memory instanceof Memory.Nothing(int known)) {
            if (isTooFew(known, rollout)) {
                return memory;
            }
            var reference = looks.upTo(spec, look - 1);
            if (isTooFew(reference.size(), rollout)) {
                return new Memory.Nothing(reference.size());
            }
            var analysis =
                    RolloutAnalysis.startAt(look, plan, EvidenceBefore.uncalibrated(reference));
            memory = new Memory.OfRelease(analysis, 0, reference.size());
        }
        if (memory instanceof Memory.OfRelease release && release.stage() < rollout.stage()) {
            var analysis = release.analysis();
            analysis.openStage(rollout.stage(), looks.upTo(spec, look - 1));
            return new Memory.OfRelease(analysis, rollout.stage(), release.looksBefore());
        }
        return memory;
    }

    /** An override may open a stage all the same. */
    private boolean isTooFew(int looksBefore, Rollout rollout) {
        return looksBefore != Memory.Nothing.UNCOUNTED
                && looksBefore < policy.looksBeforeMin()
                && rollout.stage() == 0;
    }

    private Judged judged(
            Progress progress,
            Memory.OfRelease memory,
            LookEvidence evidence,
            TransitionHarm harm,
            Instant now) {
        Rollout rollout = progress.rollout();
        int look = progress.lastLook() + 1;
        LookFindings findings =
                memory.analysis().look(look, evidence, daysBefore(rollout, memory, evidence));
        var stage = rollout.progress(look, memory.looksBefore());
        var openedAt = openedAt(rollout, look, evidence);
        var seen =
                new Look(
                        stage,
                        canaryRegions(rollout),
                        newOnlyRegions(rollout),
                        rollout.spec().plan().whenSharedHarm(),
                        findings,
                        evidence,
                        looks.times(rollout.spec(), look, evidence.at()),
                        looks.recent(rollout.spec(), look, evidence),
                        environment.of(rollout, openedAt, now),
                        structure.of(rollout, canaryRegions(rollout), openedAt, now));
        Decision decision = withHarm(progress, decided(rollout, seen), harm);
        progress.tell(new RolloutInput.LookJudged(look, decision), now);
        return new Judged(
                new LookReport(
                        look,
                        evidence,
                        decision,
                        findings,
                        List.of(),
                        stage.looksOpen(),
                        stage.bakeLooks()),
                memory);
    }

    private Decision decided(Rollout rollout, Look seen) {
        var service = rollout.spec().service();
        return RungDetail.over(
                ExhaustionGuard.over(Decide.at(seen, policy), seen, service.signals()),
                service.signals(),
                services.rungs(service.name()));
    }

    private @Nullable Instant openedAt(Rollout rollout, int look, LookEvidence evidence) {
        return rollout.stage() == 0
                ? null
                : looks.times(rollout.spec(), look, evidence.at())
                        .at(rollout.course().openedLook());
    }

    /** Going back is no answer where the caller has not said yet that anything was opened. */
    private static Decision withHarm(Progress progress, Decision decision, TransitionHarm harm) {
        var rollout = progress.rollout();
        var wanted = rollout.spec().plan().whenTransitionHarm();
        boolean answerable =
                rollout.course().stageTouched() > 0 || wanted.response() == Response.PAUSE;
        return answerable
                ? TransitionGuard.over(decision, harm, wanted, LedgerBook.resumedLook(progress))
                : decision;
    }

    /** Asked for only where nothing untouched is left to compare with, now or at the next stage. */
    private DaysBefore daysBefore(Rollout rollout, Memory.OfRelease memory, LookEvidence evidence) {
        return memory.analysis().wantsDays()
                ? new DaysBefore(days.before(rollout.spec(), evidence.at()))
                : DaysBefore.NONE;
    }

    private static SortedSet<Region> canaryRegions(Rollout rollout) {
        return new TreeSet<>(rollout.spec().canaryShares(Math.max(1, rollout.stage())).keySet());
    }

    private static SortedSet<Region> newOnlyRegions(Rollout rollout) {
        var shares = rollout.spec().canaryShares(Math.max(1, rollout.stage()));
        var regions = new TreeSet<>(shares.keySet());
        regions.removeIf(region -> shares.getOrDefault(region, 0.0) < 1);
        return regions;
    }

    private Judged waiting(
            Progress progress, Memory.Nothing memory, LookEvidence evidence, Instant now) {
        int look = progress.lastLook() + 1;
        int present = memory.looksBefore();
        int missing = Math.max(1, policy.looksBeforeMin() - present);
        String text =
                "Only %d looks of before the rollout are known; %d are needed, about %d looks more."
                        .formatted(present, policy.looksBeforeMin(), missing);
        var reasons = new ArrayList<Reason>();
        reasons.add(Reason.of(ReasonType.EVIDENCE, text).waitingFor(new Remaining(0, missing)));
        var rollout = progress.rollout();
        var openedAt = openedAt(rollout, look, evidence);
        reasons.addAll(EnvironmentReasons.waits(environment.of(rollout, openedAt, now)));
        reasons.addAll(
                StructureReasons.waits(
                        structure.of(rollout, canaryRegions(rollout), openedAt, now)));
        var decision = new Decision.Hold(0, reasons);
        progress.tell(new RolloutInput.LookJudged(look, decision), now);
        return new Judged(
                new LookReport(look, evidence, decision, null, List.of(), 0, 0),
                new Memory.Nothing(evidence.counts().isEmpty() ? present : present + 1));
    }
}
