package io.portcullis.app.rollout;

import io.portcullis.app.TellRollout;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutInput.AbortRequested;

/** Aborts a rollout and rolls back what it touched. */
public final class AbortRollout {

    private final TellRollout tell;

    public AbortRollout(TellRollout tell) {
        this.tell = tell;
    }

    /**
     * @throws io.portcullis.app.RequestRefused there is no such rollout, or its state does not allow it
     */
    public Rollout abort(RolloutId id, Actor actor, String reason) {
        return tell.tell(id, look -> new AbortRequested(look, actor, reason));
    }
}
