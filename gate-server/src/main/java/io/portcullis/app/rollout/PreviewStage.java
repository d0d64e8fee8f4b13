package io.portcullis.app.rollout;

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
    private final StagePromise promise;

    PreviewStage(RolloutStore rollouts) {
        this.rollouts = rollouts;
        this.promise = new StagePromise(new RolloutLooks(rollouts));
    }

    /** Empty when the rollout is not going forward, or too little is known. */
    Optional<StagePreview> of(Rollout rollout, int lastLook) {
        if (!rollout.isJudged()) {
            return Optional.empty();
        }
        StoredSnapshot snapshot =
                rollouts.snapshot(rollout.spec().id())
                        .orElseGet(() -> new StoredSnapshot(lastLook, Bytes.NONE));
        return promise.of(rollout, snapshot);
    }
}
