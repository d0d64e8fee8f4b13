package io.portcullis.app.rollout;

import io.portcullis.app.TellRollout;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutInput.CloseRequested;

/** Takes a person's word that a rollback which was ineffective is over. */
public final class CloseRollback {

    private final TellRollout tell;

    public CloseRollback(TellRollout tell) {
        this.tell = tell;
    }

    /**
     * @throws io.portcullis.app.RequestRefused there is no such rollout, or its state does not allow it
     */
    public Rollout close(RolloutId id, Actor actor, String reason) {
        return tell.tell(id, _ -> new CloseRequested(actor, reason));
    }
}
