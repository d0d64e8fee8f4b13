package io.portcullis.app.rollout;

import io.portcullis.app.LookReportCodec;
import io.portcullis.app.TellRollout;
import io.portcullis.app.environment.JudgeEnvironment;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.EnvironmentReasons;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.environment.health.Fitness;
import io.portcullis.kernel.rollout.Answer;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.port.store.RolloutStore;
import java.time.InstantSource;
import java.util.List;

/** Answers whether a rollout may go on from a stage. */
public final class DecideStage {

    private final RolloutStore rollouts;
    private final TellRollout tell;
    private final LookReportCodec codec;
    private final JudgeEnvironment environment;
    private final InstantSource clock;

    public DecideStage(
            RolloutStore rollouts,
            TellRollout tell,
            LookReportCodec codec,
            JudgeEnvironment environment,
            InstantSource clock) {
        this.rollouts = rollouts;
        this.tell = tell;
        this.codec = codec;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * @param stage asked about; 0 asks whether stage 1 may open
     */
    public Decided decide(RolloutId id, int stage) {
        var stored = tell.load(id);
        Rollout rollout = Rollout.fold(stored.events());
        Decision latest = rollouts.lastReport(id).map(codec::decision).orElse(null);
        return new Decided(
                Answer.about(rollout, stage, latest, frozen(rollout)),
                rollout.state().name(),
                stored.lastLook());
    }

    private List<Reason> frozen(Rollout rollout) {
        if (!rollout.isJudged()) {
            return List.of();
        }
        var openedAt = rollout.stage() == 0 ? null : rollout.createdAt();
        var fitness = environment.of(rollout, openedAt, clock.instant());
        return EnvironmentReasons.waits(new Fitness(List.copyOf(fitness.freezes())));
    }

    /**
     * @param look the last one made
     */
    public record Decided(Decision decision, RolloutState.Name state, int look) {}
}
