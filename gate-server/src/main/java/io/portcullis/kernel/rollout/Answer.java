package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller is told who asks whether a stage has passed. */
public final class Answer {

    private Answer() {}

    /**
     * PROCEED and ABORT as stored, a hold as of the last look. What has not happened yet is held.
     *
     * @param stage asked about; 0 asks whether stage 1 may open
     * @param latest decision of the last look; absent before the first
     * @param frozen why nothing may start or widen now; none when it may
     */
    public static Decision about(
            Rollout rollout, int stage, @Nullable Decision latest, List<Reason> frozen) {
        return switch (rollout.state()) {
            case RolloutState.Requested _ ->
                    hold(stage, ReasonType.EVIDENCE, "Admission is not finished. Ask again.");
            case RolloutState.Refused(var reasons) -> new Decision.Abort(stage, reasons);
            case RolloutState.Paused paused -> paused(rollout, stage, paused);
            case RolloutState.Held _, RolloutState.Baking _, RolloutState.Succeeded _ ->
                    isUnusedPass(rollout, stage) && !frozen.isEmpty()
                            ? new Decision.Hold(stage, frozen)
                            : running(rollout, stage, latest);
            case RolloutState.RollingBack _,
                    RolloutState.Verifying _,
                    RolloutState.RollbackStuck _,
                    RolloutState.RollbackIneffective _,
                    RolloutState.RolledBack _ ->
                    aborted(rollout, stage);
        };
    }

    /** A pass not yet used must not be used during a freeze, as little as during a pause. */
    private static boolean isUnusedPass(Rollout rollout, int stage) {
        return stage == rollout.stage()
                && stage < rollout.spec().plan().stageLast()
                && rollout.course().isPassed();
    }

    private static Decision aborted(Rollout rollout, int stage) {
        var abort = rollout.course().abort();
        return abort == null
                ? hold(stage, ReasonType.EVIDENCE, "The rollout is being rolled back.")
                : abort;
    }

    /** A pass not yet used must not be used during a pause. */
    private static Decision paused(Rollout rollout, int stage, RolloutState.Paused paused) {
        var proceed = rollout.course().proceeds().get(stage);
        if (proceed != null && stage < rollout.stage()) {
            return proceed;
        }
        var why =
                Reason.of(
                        ReasonType.PAUSED,
                        "The rollout is paused since look "
                                + paused.sinceLook()
                                + "; a person must resume or abort it.");
        var reasons = new ArrayList<Reason>();
        if (HarmTransitions.isStopped(paused.reasons())) {
            reasons.addAll(paused.reasons());
            reasons.add(why);
            return new Decision.Abort(stage, reasons);
        }
        reasons.add(why);
        reasons.addAll(paused.reasons());
        return new Decision.Hold(stage, reasons);
    }

    private static Decision running(Rollout rollout, int stage, @Nullable Decision latest) {
        var proceed = rollout.course().proceeds().get(stage);
        if (proceed != null) {
            return proceed;
        }
        if (stage > rollout.stage()) {
            return hold(
                    stage,
                    ReasonType.STAGE_NOT_OPEN,
                    "Stage " + stage + " is not open; stage " + rollout.stage() + " is.");
        }
        if (latest instanceof Decision.Hold held && held.stage() == rollout.stage()) {
            return held;
        }
        var stored = rollout.course().hold();
        return stored != null
                ? stored
                : hold(stage, ReasonType.EVIDENCE, "No look was made yet. Ask again.");
    }

    private static Decision hold(int stage, ReasonType type, String text) {
        return new Decision.Hold(stage, List.of(Reason.of(type, text)));
    }
}
