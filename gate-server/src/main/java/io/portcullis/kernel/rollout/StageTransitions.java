package io.portcullis.kernel.rollout;

import io.portcullis.kernel.rollout.Action.OpenStage;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.RolloutInput.StageOpenFailed;
import io.portcullis.kernel.rollout.RolloutInput.StageOpenReported;

/** How stages come to be open. */
final class StageTransitions {

    private StageTransitions() {}

    static TransitionResult opened(Steps steps, StageOpenReported report) {
        var rollout = steps.rollout();
        if (report.stage() >= 1 && report.stage() <= rollout.stage() && rollout.isJudged()) {
            return steps.done();
        }
        if (report.stage() != rollout.stage() + 1
                || report.stage() > rollout.spec().plan().stageLast()) {
            return steps.illegal(
                    "stage "
                            + report.stage()
                            + " cannot open: stage "
                            + rollout.stage()
                            + " of "
                            + rollout.spec().plan().stageLast()
                            + " is open.");
        }
        return mayOpen(rollout, report)
                ? steps.happen(
                                report.actor(),
                                new RolloutEvent.StageOpened(report.stage(), report.look()))
                        .done()
                : steps.illegal(
                        "stage "
                                + report.stage()
                                + " may open only after PROCEED of stage "
                                + rollout.stage()
                                + ". If it was opened all the same, abort.");
    }

    static TransitionResult failed(Steps steps, StageOpenFailed failure) {
        var rollout = steps.rollout();
        if (failure.stage() != rollout.course().stageRequested()
                || failure.stage() <= rollout.stage()) {
            return steps.illegal("opening of stage " + failure.stage() + " was not ordered.");
        }
        return rollout.isJudged()
                ? steps.happen(
                                failure.actor(),
                                new RolloutEvent.StageOpenFailed(failure.stage(), failure.cause()))
                        .done()
                : steps.done();
    }

    static void order(Steps steps, int stage, int look) {
        var spec = steps.rollout().spec();
        steps.happen(Actor.GATE, new RolloutEvent.StageOpenRequested(stage, look))
                .act(
                        new OpenStage(
                                steps.key("open." + stage),
                                stage,
                                spec.plan().stage(stage).name(),
                                spec.canaryShares(stage)));
    }

    /**
     * A stage that was ordered, or that a pipeline was told it may open, counts when it opens, even
     * during a pause: else an abort would leave it. Where the gate only advises, what the caller did is
     * taken as it is.
     */
    private static boolean mayOpen(Rollout rollout, StageOpenReported report) {
        return switch (rollout.state()) {
            case RolloutState.Held _ ->
                    rollout.course().isPassed() || rollout.spec().plan().mode() != Mode.ENFORCE;
            case RolloutState.Baking _ -> rollout.spec().plan().mode() != Mode.ENFORCE;
            case RolloutState.Paused _ ->
                    rollout.course().isPassed()
                            || rollout.course().stageRequested() == report.stage()
                            || rollout.spec().plan().mode() != Mode.ENFORCE;
            case RolloutState.Requested _,
                    RolloutState.Refused _,
                    RolloutState.RollingBack _,
                    RolloutState.Verifying _,
                    RolloutState.RollbackStuck _,
                    RolloutState.RollbackIneffective _,
                    RolloutState.RolledBack _,
                    RolloutState.Succeeded _ ->
                    false;
        };
    }
}
