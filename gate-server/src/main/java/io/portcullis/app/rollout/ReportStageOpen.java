package io.portcullis.app.rollout;

import io.portcullis.app.TellRollout;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutInput.StageOpenReported;

/** Takes a pipeline's word that it has opened a stage. */
public final class ReportStageOpen {

    private final TellRollout tell;

    public ReportStageOpen(TellRollout tell) {
        this.tell = tell;
    }

    /**
     * @throws io.portcullis.app.RequestRefused there is no such rollout, or its state does not allow it
     */
    public Rollout opened(RolloutId id, int stage, Actor actor) {
        return tell.tell(id, look -> new StageOpenReported(stage, look, actor));
    }
}
