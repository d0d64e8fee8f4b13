package io.portcullis.app.rollout;

import io.portcullis.app.LookReportCodec;
import io.portcullis.app.TellRollout;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.rollout.Answer;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.port.store.RolloutStore;

/** Answers whether a rollout may go on from a stage. */
public final class DecideStage {

    private final RolloutStore rollouts;
    private final TellRollout tell;
    private final LookReportCodec codec;

    public DecideStage(RolloutStore rollouts, TellRollout tell, LookReportCodec codec) {
        this.rollouts = rollouts;
        this.tell = tell;
        this.codec = codec;
    }

    /**
     * @param stage asked about; 0 asks whether stage 1 may open
     */
    public Decided decide(RolloutId id, int stage) {
        var stored = tell.load(id);
        Rollout rollout = Rollout.fold(stored.events());
        Decision latest = rollouts.lastReport(id).map(codec::decision).orElse(null);
        return new Decided(
                Answer.about(rollout, stage, latest), rollout.state().name(), stored.lastLook());
    }

    /**
     * @param look the last one made
     */
    public record Decided(Decision decision, RolloutState.Name state, int look) {}
}
