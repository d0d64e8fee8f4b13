package io.portcullis.simulation;

import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Drives one rollout over a world at the level of the analysis: a stage proceeds at the first look
 * after its bake at which everything required passes, is covered and has a fit old arm.
 *
 * @param outcome how it ended
 * @param stageLooks looks each stage took
 * @param decidable whether each stage's preview promised a decision within its bake
 * @param log10Max largest log10 W; at least that of the start, 0
 * @param last findings of the last look
 */
record RolloutRun(
        Outcome outcome,
        List<Integer> stageLooks,
        List<Boolean> decidable,
        double log10Max,
        LookFindings last) {

    enum Outcome {
        SUCCEEDED,
        ABORTED,
        HELD
    }

    static RolloutRun of(AnalysisPlan plan, MeshWorld world, int looksMax) {
        var before = new ArrayDeque<>(world.next(AnalysisPlan.LOOKS_BEFORE_MAX));
        RolloutAnalysis analysis = RolloutAnalysis.start(plan, List.copyOf(before));
        var stageLooks = new ArrayList<Integer>();
        var decidable = new ArrayList<Boolean>();
        double log10Max = 0;
        LookFindings findings = analysis.findings();
        for (var stage : plan.stages()) {
            StagePreview preview = analysis.openStage(stage.number(), List.copyOf(before));
            decidable.add(preview.decidable());
            world.open(stage);
            do {
                LookEvidence evidence = world.next();
                push(before, evidence);
                findings = analysis.look(analysis.lastLookId() + 1, evidence);
                log10Max = Math.max(log10Max, findings.release().log10Total());
            } while (!findings.release().failed()
                    && !mayProceed(findings)
                    && findings.lookId() < looksMax);
            stageLooks.add(findings.looksInStage());
            if (!mayProceed(findings)) {
                Outcome outcome = findings.release().failed() ? Outcome.ABORTED : Outcome.HELD;
                return new RolloutRun(outcome, stageLooks, decidable, log10Max, findings);
            }
        }
        return new RolloutRun(Outcome.SUCCEEDED, stageLooks, decidable, log10Max, findings);
    }

    private static boolean mayProceed(LookFindings findings) {
        return !findings.release().failed()
                && findings.bakeOver()
                && findings.allPass()
                && findings.uncovered().isEmpty()
                && findings.oldArmBlocked().isEmpty();
    }

    private static void push(Deque<LookEvidence> before, LookEvidence evidence) {
        before.removeFirst();
        before.addLast(evidence);
    }
}
