package io.portcullis.app.rollout;

import io.portcullis.app.TellRollout;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutInput.PauseRequested;

/** Pauses a rollout: nothing further is touched, watching goes on. */
public final class PauseRollout {

    private final TellRollout tell;

    public PauseRollout(TellRollout tell) {
        this.tell = tell;
    }

    /**
     * @throws io.portcullis.app.RequestRefused there is no such rollout, or its state does not allow it
     */
    public Rollout pause(RolloutId id, Actor actor, String reason) {
        return tell.tell(id, look -> new PauseRequested(look, actor, reason));
    }
}
