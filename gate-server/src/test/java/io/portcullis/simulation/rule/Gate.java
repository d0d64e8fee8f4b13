package io.portcullis.simulation.rule;

import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.world.Before;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Sites;
import io.portcullis.simulation.world.World;
import java.util.List;

/** The gate itself: the analysis of a plan of one stage. */
public final class Gate implements Rule {

    /** T of a day's plan. */
    public static final int LOOKS_OF_A_DAY = 8640;

    private final RolloutAnalysis analysis;
    private boolean failed;
    private double logMax;

    private Gate(RolloutAnalysis analysis) {
        this.analysis = analysis;
    }

    /** With the defaults of analysis 2.12, calibrated, T of a day. */
    public static Rule.Start standard() {
        return (setting, before, looks) -> start(plan(setting, looks, AnalysisParameters.DEFAULT), before);
    }

    /** Starts and opens the only stage. */
    public static Gate start(AnalysisPlan plan, Before before) {
        RolloutAnalysis analysis = RolloutAnalysis.start(plan, before.looks());
        analysis.openStage(1, before.looks());
        return new Gate(analysis);
    }

    /** A plan of one stage with the canaries of a setting. */
    public static AnalysisPlan plan(Setting setting, int bakeLooks, AnalysisParameters parameters) {
        return new AnalysisPlan(
                setting.topology().regions(),
                setting.topology().links(),
                List.of(SignalPlan.requests(Sites.REQUESTS), SignalPlan.acquires(Sites.ACQUIRES)),
                List.of(new StagePlan(1, setting.shares(), bakeLooks)),
                Math.max(LOOKS_OF_A_DAY, bakeLooks),
                parameters);
    }

    @Override
    public void look(int lookId, LookEvidence evidence, List<World.Stream> streams) {
        LookFindings findings = analysis.look(lookId, evidence);
        failed |= findings.release().failed();
        logMax = Math.max(logMax, findings.release().logTotal());
    }

    @Override
    public boolean failed() {
        return failed;
    }

    /** Largest log W so far. */
    public double logMax() {
        return logMax;
    }
}
