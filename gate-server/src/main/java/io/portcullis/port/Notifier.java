package io.portcullis.port;

import io.portcullis.kernel.rollout.Action.Urgency;
import io.portcullis.kernel.rollout.RolloutId;
import org.jspecify.annotations.Nullable;

/**
 * Tells people. Given the same key again it may tell them again. It holds up its caller, so it gives
 * up within seconds.
 */
public interface Notifier {

    /**
     * @param key the same for the same message
     * @param rollout it is about; absent when it is about the world
     * @param text what happened and what to do
     */
    void tell(String key, @Nullable RolloutId rollout, Urgency urgency, String text);
}
