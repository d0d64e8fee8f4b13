package io.portcullis.app.judge;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.port.store.StoredSnapshot;
import java.util.List;
import java.util.Optional;

/** What a stage of a rollout can decide, as its stored analysis sees it. */
public final class StagePromise {

    private final RolloutLooks looks;

    public StagePromise(RolloutLooks looks) {
        this.looks = looks;
    }

    /**
     * Of a stage that is open what was fixed when it opened; before, what the first would be now.
     *
     * @param snapshot of the analysis, which may be a look ahead of the rollout
     */
    public Optional<StagePreview> of(Rollout rollout, StoredSnapshot snapshot) {
        var spec = rollout.spec();
        AnalysisPlan plan = AnalysisPlans.of(spec);
        int stage = Math.max(1, rollout.stage());
        int last = rollout.stage() == 0 ? snapshot.look() : rollout.course().openedLook();
        List<LookEvidence> before = looks.upTo(spec, last);
        return switch (Memory.of(plan, snapshot.snapshot(), looks.of(spec, snapshot.look()))) {
            case Memory.OfRelease(var analysis, _, _) ->
                    Optional.of(
                            analysis.openStage() == stage
                                    ? analysis.promised()
                                    : analysis.preview(stage, before));
            case Memory.Nothing _ ->
                    before.size() < AnalysisPlan.LOOKS_BEFORE_MIN
                            ? Optional.empty()
                            : Optional.of(RolloutAnalysis.preview(plan, stage, before));
            case Memory.OfRecovery _ -> Optional.empty();
        };
    }
}
