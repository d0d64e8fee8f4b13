package io.portcullis.app.environment;

import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.environment.health.Fitness;
import io.portcullis.kernel.environment.health.WatchedRollout;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.Rollout;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says what of the world stands against a rollout. Thread-safe when its views are. */
public final class JudgeEnvironment {

    /** Of a world nobody watches. */
    public static final JudgeEnvironment NOTHING_WATCHED =
            new JudgeEnvironment(_ -> EnvironmentView.NOTHING_WATCHED);

    private final Views views;

    /** The world as it is now. */
    @FunctionalInterface
    public interface Views {
        EnvironmentView at(Instant now);
    }

    public JudgeEnvironment(Views views) {
        this.views = views;
    }

    /**
     * @param openedAt when its stage was opened; absent before the first
     */
    public Fitness of(Rollout rollout, @Nullable Instant openedAt, Instant now) {
        return views.at(now).of(watched(rollout, openedAt));
    }

    private static WatchedRollout watched(Rollout rollout, @Nullable Instant openedAt) {
        var spec = rollout.spec();
        int stage = rollout.stage();
        var canary =
                stage == 0
                        ? new TreeSet<Region>()
                        : new TreeSet<>(spec.canaryShares(stage).keySet());
        return new WatchedRollout(
                spec.service().name(),
                spec.service().regions(),
                canary,
                widening(rollout),
                openedAt);
    }

    private static SortedSet<Region> widening(Rollout rollout) {
        var spec = rollout.spec();
        int next = rollout.stage() + 1;
        return next > spec.plan().stageLast()
                ? new TreeSet<>()
                : spec.plan().stage(next).where().in(spec.service().regions());
    }
}
