package io.portcullis.app.rollout;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.app.judge.RolloutLooks;
import io.portcullis.app.judge.StagePromise;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.port.store.Bytes;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.port.store.StoredSnapshot;
import java.util.Optional;

/** Works out what the open stage can decide, else the next one. */
final class PreviewStage {

    private final RolloutStore rollouts;
    private final RolloutLooks looks;

    PreviewStage(RolloutStore rollouts) {
        this.rollouts = rollouts;
        this.looks = new RolloutLooks(rollouts);
    }

    /** Empty when the rollout is not going forward, or too little is known. */
    Optional<StagePreview> of(Rollout rollout, int lastLook) {
        if (!rollout.isJudged()) {
            return Optional.empty();
        }
        var id = rollout.spec().id();
        int stage = Math.max(1, rollout.stage());
        int before = rollout.stage() == 0 ? lastLook : rollout.course().openedLook();
        Bytes snapshot = rollouts.snapshot(id).map(StoredSnapshot::snapshot).orElse(Bytes.NONE);
        return StagePromise.of(
                AnalysisPlans.of(rollout.spec()), snapshot, stage, looks.upTo(id, before));
    }
}
