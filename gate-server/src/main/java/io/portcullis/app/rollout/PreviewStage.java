package io.portcullis.app.rollout;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.app.judge.RolloutLooks;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.rollout.Rollout;
import java.util.Optional;

/** Works out what a stage can decide, from the looks before it. */
final class PreviewStage {

    private final RolloutLooks looks;

    PreviewStage(RolloutLooks looks) {
        this.looks = looks;
    }

    /** Of the open stage, else the next; empty when the rollout is not going forward. */
    Optional<StagePreview> of(Rollout rollout, int lastLook) {
        if (!rollout.isJudged()) {
            return Optional.empty();
        }
        int stage = Math.max(1, rollout.stage());
        int before = rollout.stage() == 0 ? lastLook : rollout.course().openedLook();
        var kept = looks.upTo(rollout.spec().id(), before);
        return kept.size() < AnalysisPlan.LOOKS_BEFORE_MIN
                ? Optional.empty()
                : Optional.of(
                        RolloutAnalysis.preview(AnalysisPlans.of(rollout.spec()), stage, kept));
    }
}
