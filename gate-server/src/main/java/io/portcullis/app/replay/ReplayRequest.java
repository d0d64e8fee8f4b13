package io.portcullis.app.replay;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.rollout.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants played.
 *
 * @param plan its stages, shares and bakes are played
 * @param healthy a time in which nothing was wrong; null without
 * @param bad deployments that were bad; at most 20
 */
public record ReplayRequest(
        ServiceName service, Plan plan, @Nullable Healthy healthy, List<Bad> bad, Intent intent) {

    public ReplayRequest {
        bad = List.copyOf(bad);
    }

    /**
     * A time in which nothing was wrong.
     *
     * @param intervals rollouts of nothing new to be played in it; 1 to 1,000
     * @param seed chooses their canaries
     */
    public record Healthy(Instant from, Instant to, int intervals, long seed) {

        public static final int INTERVALS_DEFAULT = 300;
    }

    /**
     * A deployment that was bad.
     *
     * @param from when it began
     * @param noticed when people noticed; null when not known
     */
    public record Bad(
            Instant from,
            Instant to,
            String newVersion,
            String oldVersion,
            @Nullable Instant noticed) {}

    /** Whether to play, or only to say what would be read. */
    public enum Intent {
        PLAY,
        VALIDATE_ONLY
    }
}
