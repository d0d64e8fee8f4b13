package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.policy.TransitionPolicy.Response;
import io.portcullis.kernel.rollout.Action.Urgency;
import java.util.List;

/** What follows when replacing processes cuts sessions. */
final class HarmTransitions {

    private HarmTransitions() {}

    /** For the record, whatever it comes to. */
    static TransitionResult counted(Steps steps, RolloutInput.WorkCounted counted) {
        return steps.happen(Actor.GATE, new RolloutEvent.WorkCut(counted.look(), counted.sums()))
                .done();
    }

    /**
     * Whether an abort only stops: nothing but replacing did harm, and the plan does not want more of
     * it.
     */
    static boolean onlyStops(Rollout rollout, Decision.Abort abort) {
        return rollout.spec().plan().whenTransitionHarm().response() == Response.PAUSE
                && abort.reasons().stream().allMatch(HarmTransitions::isHarm);
    }

    /** Nothing further is touched; said once. */
    static TransitionResult stop(Steps steps, int look, Decision.Abort abort) {
        boolean stopped =
                steps.rollout().state() instanceof RolloutState.Paused paused
                        && isStopped(paused.reasons());
        if (stopped) {
            return steps.done();
        }
        return steps.happen(Actor.GATE, new RolloutEvent.Paused(look, abort.reasons()))
                .page(
                        Urgency.CRITICAL,
                        "stopped, nothing is rolled back. " + abort.reasons().getFirst().text())
                .done();
    }

    /** Whether a pause stands for an abort. */
    static boolean isStopped(List<Reason> reasons) {
        return reasons.stream().anyMatch(HarmTransitions::isHarm);
    }

    private static boolean isHarm(Reason reason) {
        return reason.type() == ReasonType.TRANSITION_HARM;
    }
}
