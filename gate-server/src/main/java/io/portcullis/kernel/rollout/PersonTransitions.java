package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.rollout.Action.Urgency;
import io.portcullis.kernel.rollout.RolloutInput.AbortRequested;
import io.portcullis.kernel.rollout.RolloutInput.CloseRequested;
import io.portcullis.kernel.rollout.RolloutInput.PauseRequested;
import io.portcullis.kernel.rollout.RolloutInput.ResumeRequested;
import java.util.List;
import java.util.Map;

/** What people may ask of a rollout. */
final class PersonTransitions {

    private PersonTransitions() {}

    static TransitionResult pause(Steps steps, PauseRequested request) {
        return switch (steps.rollout().state()) {
            case RolloutState.Held _, RolloutState.Baking _ ->
                    steps.happen(
                                    request.actor(),
                                    new RolloutEvent.Paused(
                                            request.look(),
                                            List.of(requested(request.actor(), request.reason()))))
                            .done();
            case RolloutState.Paused _ -> steps.done();
            case RolloutState.Requested _,
                    RolloutState.Refused _,
                    RolloutState.RollingBack _,
                    RolloutState.Verifying _,
                    RolloutState.RollbackStuck _,
                    RolloutState.RollbackIneffective _,
                    RolloutState.RolledBack _,
                    RolloutState.Succeeded _ ->
                    steps.illegal("only a rollout that is HELD or BAKING can be paused.");
        };
    }

    static TransitionResult resume(Steps steps, ResumeRequested request) {
        if (!(steps.rollout().state() instanceof RolloutState.Paused paused)) {
            return steps.illegal("only a rollout that is PAUSED can be resumed.");
        }
        if (paused.spent()) {
            return steps.illegal("its plan is spent. Abort it, or start anew.");
        }
        return steps.happen(
                        request.actor(), new RolloutEvent.Resumed(request.look(), request.reason()))
                .done();
    }

    static TransitionResult abort(Steps steps, AbortRequested request) {
        return switch (steps.rollout().state()) {
            case RolloutState.Held _, RolloutState.Baking _, RolloutState.Paused _ ->
                    AbortTransition.abort(
                            steps,
                            request.look(),
                            request.actor(),
                            new Decision.Abort(
                                    steps.rollout().stage(),
                                    List.of(requested(request.actor(), request.reason()))));
            case RolloutState.RollingBack(var rollback) ->
                    RestoreTransitions.orderRefused(steps, rollback, request.actor());
            case RolloutState.RollbackStuck(var rollback, _, _) ->
                    RestoreTransitions.orderRefused(steps, rollback, request.actor());
            case RolloutState.Verifying _, RolloutState.RollbackIneffective _ -> steps.done();
            case RolloutState.Requested _,
                    RolloutState.Refused _,
                    RolloutState.RolledBack _,
                    RolloutState.Succeeded _ ->
                    steps.illegal("there is nothing to abort.");
        };
    }

    /** Where the gate restores, it does not take a word for what it has not seen alone. */
    static TransitionResult close(Steps steps, CloseRequested request) {
        boolean mayClose =
                switch (steps.rollout().state()) {
                    case RolloutState.RollbackIneffective _ -> true;
                    case RolloutState.Verifying(var rollback) ->
                            rollback.by() == Rollback.By.CALLER;
                    case RolloutState.RollbackStuck(var rollback, _, _) ->
                            rollback.by() == Rollback.By.CALLER;
                    case RolloutState.Requested _,
                            RolloutState.Refused _,
                            RolloutState.Held _,
                            RolloutState.Paused _,
                            RolloutState.Baking _,
                            RolloutState.RollingBack _,
                            RolloutState.RolledBack _,
                            RolloutState.Succeeded _ ->
                            false;
                };
        if (!mayClose) {
            return steps.illegal("only a rollback that is ROLLBACK_INEFFECTIVE can be closed.");
        }
        return steps.happen(request.actor(), new RolloutEvent.Closed(request.reason()))
                .happen(Actor.GATE, new RolloutEvent.RolledBack())
                .page(Urgency.NOTICE, "closed by " + request.actor().name() + ".")
                .done();
    }

    private static Reason requested(Actor actor, String reason) {
        var why = reason.isBlank() ? "." : ": " + reason;
        return Reason.of(ReasonType.REQUESTED, actor.name() + " asked for it" + why)
                .with(Map.of("actor", actor.name(), "reason", reason));
    }
}
