package io.portcullis.simulation.attribution;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.decision.Decide;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Look;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.decision.StageProgress;
import io.portcullis.kernel.environment.health.Fitness;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.kernel.relay.structure.RolloutStructure;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** One stage over a world, decided at every look until it proceeds or aborts. */
final class DecidedRollout {

    private static final Duration LOOK = Duration.ofSeconds(10);

    private final AnalysisPlan plan;
    private final World world;
    private final int looksMax;

    DecidedRollout(Setting setting, long seed, int bakeLooks, int looksMax) {
        plan = Gate.plan(setting, bakeLooks);
        world = new World(setting, seed);
        this.looksMax = looksMax;
    }

    /** Every decision given; only the last may be another than HOLD. */
    record Ending(List<Decision> decisions) {

        Decision last() {
            return decisions.getLast();
        }

        int looks() {
            return decisions.size();
        }

        /** First reason of the last decision. */
        Optional<ReasonType> type() {
            return switch (last()) {
                case Decision.Abort(_, var reasons) -> Optional.of(reasons.getFirst().type());
                case Decision.Hold(_, var reasons) -> Optional.of(reasons.getFirst().type());
                case Decision.Proceed _ -> Optional.empty();
            };
        }

        boolean aborted() {
            return last() instanceof Decision.Abort;
        }
    }

    Ending play() {
        EvidenceBefore before = world.before(AnalysisPlan.LOOKS_BEFORE_MAX);
        RolloutAnalysis analysis = RolloutAnalysis.start(plan, before);
        analysis.openStage(1, before.looks());
        var seen = new ArrayList<>(before.looks());
        var decisions = new ArrayList<Decision>();
        for (int look = 1; look <= looksMax; look++) {
            LookEvidence evidence = world.next();
            seen.add(evidence);
            Decision decision = decide(analysis.look(look, evidence), evidence, seen);
            decisions.add(decision);
            if (!(decision instanceof Decision.Hold)) {
                break;
            }
        }
        return new Ending(List.copyOf(decisions));
    }

    private Decision decide(LookFindings findings, LookEvidence evidence, List<LookEvidence> seen) {
        StagePlan stage = plan.stage(1);
        return Decide.at(
                new Look(
                        new StageProgress(
                                1,
                                findings.looksInStage(),
                                stage.bakeLooks(),
                                AnalysisPlan.LOOKS_BEFORE_MAX,
                                LOOK),
                        new TreeSet<>(stage.canaryShares().keySet()),
                        new TreeSet<>(),
                        SharedHarmPolicy.ABORT,
                        findings,
                        evidence,
                        _ -> evidence.at(),
                        count -> seen.subList(Math.max(0, seen.size() - count), seen.size()),
                        Fitness.FIT,
                        RolloutStructure.NONE),
                Policy.DEFAULT);
    }
}
