package io.portcullis.app.rollout;

import io.portcullis.app.TellRollout;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutInput.ResumeRequested;

/** Resumes a paused rollout. */
public final class ResumeRollout {

    private final TellRollout tell;

    public ResumeRollout(TellRollout tell) {
        this.tell = tell;
    }

    /**
     * @throws io.portcullis.app.RequestRefused there is no such rollout, or its state does not allow it
     */
    public Rollout resume(RolloutId id, Actor actor, String reason) {
        return tell.tell(id, look -> new ResumeRequested(look, actor, reason));
    }
}
