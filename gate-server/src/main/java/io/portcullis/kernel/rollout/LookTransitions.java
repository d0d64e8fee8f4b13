package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.rollout.Action.Urgency;
import io.portcullis.kernel.rollout.Plan.HoldExpiry;
import io.portcullis.kernel.rollout.RolloutInput.LookJudged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a look makes of a rollout. Waits and holds are counted in looks, so they end here too. */
final class LookTransitions {

    private LookTransitions() {}

    static TransitionResult judged(Steps steps, LookJudged look) {
        return switch (steps.rollout().state()) {
            case RolloutState.Held _, RolloutState.Baking _ -> running(steps, look);
            case RolloutState.Paused paused -> paused(steps, paused, look);
            case RolloutState.RollingBack _,
                    RolloutState.Verifying _,
                    RolloutState.RollbackStuck _,
                    RolloutState.RollbackIneffective _ ->
                    steps.done();
            case RolloutState.Requested _,
                    RolloutState.Refused _,
                    RolloutState.RolledBack _,
                    RolloutState.Succeeded _ ->
                    steps.illegal("it cannot be judged.");
        };
    }

    private static TransitionResult running(Steps steps, LookJudged look) {
        if (look.decision() instanceof Decision.Abort abort) {
            return aborted(steps, look.look(), abort);
        }
        if (look.decision().stage() != steps.rollout().stage()) {
            return steps.illegal(
                    "the decision is about stage "
                            + look.decision().stage()
                            + ", but stage "
                            + steps.rollout().stage()
                            + " is open.");
        }
        if (look.look() > steps.rollout().spec().looksPlanned()) {
            return planSpent(steps, look.look());
        }
        if (steps.rollout().course().isPassed()) {
            return waited(steps, look.look());
        }
        return switch (look.decision()) {
            case Decision.Proceed proceed -> proceed(steps, look.look(), proceed);
            case Decision.Hold hold -> hold(steps, look.look(), hold);
            case Decision.Abort abort -> aborted(steps, look.look(), abort);
        };
    }

    private static TransitionResult aborted(Steps steps, int look, Decision.Abort abort) {
        return HarmTransitions.onlyStops(steps.rollout(), abort)
                ? HarmTransitions.stop(steps, look, abort)
                : AbortTransition.abort(steps, look, Actor.GATE, abort);
    }

    private static TransitionResult paused(
            Steps steps, RolloutState.Paused paused, LookJudged look) {
        var spec = steps.rollout().spec();
        if (look.decision() instanceof Decision.Abort abort) {
            return aborted(steps, look.look(), abort);
        }
        if (!paused.spent() && look.look() > spec.looksPlanned()) {
            return planSpent(steps, look.look());
        }
        boolean limitReached = look.look() - paused.sinceLook() >= spec.pauseLimitLooks();
        if (limitReached && !paused.told()) {
            steps.happen(Actor.GATE, new RolloutEvent.PauseLimitReached(look.look()))
                    .page(
                            Urgency.CRITICAL,
                            "still paused after "
                                    + spec.pauseLimitLooks()
                                    + " looks. Resume or abort it.");
        }
        return steps.done();
    }

    private static TransitionResult proceed(Steps steps, int look, Decision.Proceed proceed) {
        if (!steps.rollout().isBakeOver(look)) {
            return steps.illegal(
                    "the least bake lasts until look " + steps.rollout().bakeEndLook() + ".");
        }
        steps.happen(Actor.GATE, new RolloutEvent.DecisionGiven(look, proceed));
        var plan = steps.rollout().spec().plan();
        if (proceed.stage() == plan.stageLast()) {
            return steps.happen(Actor.GATE, new RolloutEvent.Succeeded(look))
                    .page(Urgency.NOTICE, "succeeded.")
                    .done();
        }
        if (plan.driver() == Plan.Driver.GATE && plan.mode() == Plan.Mode.ENFORCE) {
            StageTransitions.order(steps, proceed.stage() + 1, look);
        }
        return steps.done();
    }

    private static TransitionResult hold(Steps steps, int look, Decision.Hold hold) {
        var rollout = steps.rollout();
        if (rollout.state() instanceof RolloutState.Baking && rollout.isBakeOver(look)) {
            steps.happen(Actor.GATE, new RolloutEvent.BakeEnded(rollout.stage(), look));
        }
        if (!types(hold).equals(types(rollout.course().hold()))) {
            steps.happen(Actor.GATE, new RolloutEvent.DecisionGiven(look, hold));
        }
        return holdLooks(rollout, look) >= holdLimitLooks(rollout)
                ? holdExpired(steps, look, hold)
                : steps.done();
    }

    /** Looks since the end of the least bake, or since a person resumed it after that. */
    private static int holdLooks(Rollout rollout, int look) {
        return look - Math.max(rollout.bakeEndLook(), rollout.course().countedFromLook());
    }

    /** Before the first stage there is no hold limit of a stage; the wait limit serves. */
    private static int holdLimitLooks(Rollout rollout) {
        return rollout.stage() == 0
                ? rollout.spec().waitLimitLooks()
                : rollout.spec().holdLimitLooks(rollout.stage());
    }

    private static TransitionResult holdExpired(Steps steps, int look, Decision.Hold hold) {
        var stage = steps.rollout().stage();
        var text =
                "Stage "
                        + stage
                        + " was held for "
                        + holdLooks(steps.rollout(), look)
                        + " looks, which is all the plan allows. It still waited for: "
                        + hold.reasons().getFirst().text();
        var reasons = new ArrayList<Reason>();
        reasons.add(Reason.of(ReasonType.HOLD_EXPIRED, text));
        reasons.addAll(hold.reasons());
        steps.happen(Actor.GATE, new RolloutEvent.HoldExpired(stage, look));
        if (steps.rollout().spec().plan().whenHoldExpires() == HoldExpiry.ABORT) {
            return AbortTransition.abort(
                    steps, look, Actor.GATE, new Decision.Abort(stage, reasons));
        }
        return pause(steps, look, reasons);
    }

    private static TransitionResult waited(Steps steps, int look) {
        var rollout = steps.rollout();
        int waited = look - rollout.course().countedFromLook();
        if (waited < rollout.spec().waitLimitLooks()) {
            return steps.done();
        }
        var text =
                "Stage "
                        + (rollout.stage() + 1)
                        + " may open, but was not opened within "
                        + waited
                        + " looks. Resume the rollout and open it, or abort.";
        return pause(steps, look, List.of(Reason.of(ReasonType.HOLD_EXPIRED, text)));
    }

    private static TransitionResult planSpent(Steps steps, int look) {
        var text =
                "All "
                        + steps.rollout().spec().looksPlanned()
                        + " looks of the plan are used up, and the error bound holds for no more."
                        + " Abort it, or start anew.";
        return pause(steps, look, List.of(Reason.of(ReasonType.PLAN_SPENT, text)));
    }

    private static TransitionResult pause(Steps steps, int look, List<Reason> reasons) {
        return steps.happen(Actor.GATE, new RolloutEvent.Paused(look, reasons))
                .page(Urgency.CRITICAL, "paused. " + reasons.getFirst().text())
                .done();
    }

    private static Set<ReasonType> types(Decision.@Nullable Hold hold) {
        return hold == null
                ? Set.of()
                : hold.reasons().stream().map(Reason::type).collect(Collectors.toSet());
    }
}
