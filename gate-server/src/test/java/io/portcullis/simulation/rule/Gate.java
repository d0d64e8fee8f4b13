package io.portcullis.simulation.rule;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.ReleaseEvidence;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Sites;
import io.portcullis.simulation.world.World;
import java.util.List;

/** The gate itself: the analysis of a plan of one stage. */
public final class Gate implements Rule {

    /** T of a day's plan. */
    public static final int LOOKS_OF_A_DAY = 8640;

    /** rho_0 of analysis 2.12. */
    private static final double TOLERANCE = 1.1;

    private final RolloutAnalysis analysis;
    private final StagePreview preview;
    private LookFindings findings;
    private boolean failed;
    private double logMax;
    private double logLast;

    private Gate(RolloutAnalysis analysis, StagePreview preview) {
        this.analysis = analysis;
        this.preview = preview;
        findings = analysis.findings();
    }

    /** With the defaults of analysis 2.12, calibrated, T of a day. */
    public static Rule.Start standard() {
        return rollout -> start(plan(rollout.setting(), rollout.looks()), rollout.before());
    }

    /** Nothing is known of the dispersion. */
    public static Rule.Start uncalibrated() {
        return rollout ->
                start(
                        plan(rollout.setting(), rollout.looks()),
                        EvidenceBefore.uncalibrated(rollout.before().looks()));
    }

    /** Calibrated in a world that was calmer than the rollout will be. */
    public static Rule.Start calibratedIn(Noise calm) {
        return rollout -> {
            Setting setting = rollout.setting().with().noise(calm).done();
            EvidenceBefore other =
                    new World(setting, rollout.seed()).before(rollout.before().looks().size());
            return start(
                    plan(rollout.setting(), rollout.looks()),
                    new EvidenceBefore(rollout.before().looks(), other.asIfCanary()));
        };
    }

    /** With another tolerance rho_0 on every signal. */
    public static Rule.Start tolerant(double ratio) {
        return rollout ->
                start(
                        plan(rollout.setting(), rollout.looks(), ratio, AnalysisParameters.DEFAULT),
                        rollout.before());
    }

    /** Starts and opens the only stage. */
    public static Gate start(AnalysisPlan plan, EvidenceBefore before) {
        RolloutAnalysis analysis = RolloutAnalysis.start(plan, before);
        return new Gate(analysis, analysis.openStage(1, before.looks()));
    }

    /** A plan of one stage with the canaries of a setting and all defaults. */
    public static AnalysisPlan plan(Setting setting, int bakeLooks) {
        return plan(setting, bakeLooks, TOLERANCE, AnalysisParameters.DEFAULT);
    }

    private static AnalysisPlan plan(
            Setting setting, int bakeLooks, double tolerance, AnalysisParameters parameters) {
        return new AnalysisPlan(
                setting.topology().regions(),
                setting.topology().links(),
                List.of(
                        tolerant(SignalPlan.requests(Sites.REQUESTS), tolerance),
                        tolerant(SignalPlan.acquires(Sites.ACQUIRES), tolerance)),
                List.of(new StagePlan(1, setting.shares(), bakeLooks)),
                Math.max(LOOKS_OF_A_DAY, bakeLooks),
                parameters);
    }

    private static SignalPlan tolerant(SignalPlan signal, double ratio) {
        return new SignalPlan(
                signal.signal(),
                signal.kind(),
                signal.weight(),
                ratio,
                signal.healthCeilingRatio());
    }

    /** Only FAIL is asked: what is found place by place is not worked out. */
    @Override
    public void look(int lookId, LookEvidence evidence, List<World.Stream> streams) {
        analysis.apply(lookId, evidence, DaysBefore.NONE);
        keep(analysis.evidence());
    }

    /** Applies a look. */
    public LookFindings look(int lookId, LookEvidence evidence) {
        findings = analysis.look(lookId, evidence);
        keep(findings.release());
        return findings;
    }

    private void keep(ReleaseEvidence evidence) {
        failed |= evidence.failed();
        logLast = evidence.logTotal();
        logMax = Math.max(logMax, logLast);
    }

    /** What the stage promised when it opened. */
    public StagePreview preview() {
        return preview;
    }

    /** Findings of the last look of which they were asked. */
    public LookFindings findings() {
        return findings;
    }

    @Override
    public boolean failed() {
        return failed;
    }

    @Override
    public double strongest() {
        return logMax / Math.log(10);
    }

    @Override
    public double last() {
        return logLast / Math.log(10);
    }
}
