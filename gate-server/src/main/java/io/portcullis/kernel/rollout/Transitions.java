package io.portcullis.kernel.rollout;

import io.portcullis.kernel.rollout.Action.Urgency;
import io.portcullis.kernel.rollout.RolloutInput.AdmissionJudged;
import io.portcullis.kernel.rollout.TransitionResult.Transition;
import java.time.Instant;
import java.util.List;

/**
 * What each input makes of a rollout. Pure: the same input in the same state gives the same events. A
 * repeated report changes nothing; an input that makes no sense in a state is a {@link
 * TransitionResult.TransitionIllegal}, never an exception.
 */
public final class Transitions {

    private Transitions() {}

    /** Stores a request. */
    public static Transition request(RolloutSpec spec, Actor actor, Instant now) {
        var requested = new LoggedEvent(1, now, actor, new RolloutEvent.Requested(spec));
        return new Transition(Rollout.begin(requested), List.of(requested), List.of());
    }

    /** Tells a rollout something. */
    public static TransitionResult on(Rollout rollout, RolloutInput input, Instant now) {
        var steps = new Steps(rollout, now);
        if (rollout.state().isTerminal()) {
            return steps.illegal("it is finished. Start a new one.");
        }
        return switch (input) {
            case AdmissionJudged judged -> admission(steps, judged);
            case RolloutInput.EdgesChosen chosen -> edges(steps, chosen);
            case RolloutInput.WorkCounted counted -> HarmTransitions.counted(steps, counted);
            case RolloutInput.LookJudged look -> LookTransitions.judged(steps, look);
            case RolloutInput.StageOpenReported report -> StageTransitions.opened(steps, report);
            case RolloutInput.StageOpenFailed failure -> StageTransitions.failed(steps, failure);
            case RolloutInput.PauseRequested request -> PersonTransitions.pause(steps, request);
            case RolloutInput.ResumeRequested request -> PersonTransitions.resume(steps, request);
            case RolloutInput.AbortRequested request -> PersonTransitions.abort(steps, request);
            case RolloutInput.CloseRequested request -> PersonTransitions.close(steps, request);
            case RolloutInput.RestoreApplied applied -> RestoreTransitions.applied(steps, applied);
            case RolloutInput.RestoreFailed failed -> RestoreTransitions.failed(steps, failed);
            case RolloutInput.TimePassed _ -> RestoreTransitions.timePassed(steps);
            case RolloutInput.CensusTaken census -> RecoveryTransitions.counted(steps, census);
            case RolloutInput.RegionRecovered recovered ->
                    RecoveryTransitions.recovered(steps, recovered);
            case RolloutInput.RecoveryGaveUp gaveUp -> RecoveryTransitions.gaveUp(steps, gaveUp);
        };
    }

    private static TransitionResult edges(Steps steps, RolloutInput.EdgesChosen chosen) {
        if (steps.rollout().course().stageTouched() > 0) {
            return steps.illegal("edges are chosen before anything is touched.");
        }
        return steps.happen(Actor.GATE, new RolloutEvent.EdgesChosen(chosen.look(), chosen.edges()))
                .done();
    }

    private static TransitionResult admission(Steps steps, AdmissionJudged judged) {
        if (!(steps.rollout().state() instanceof RolloutState.Requested)) {
            return steps.illegal("it was admitted before.");
        }
        if (judged.reasons().isEmpty()) {
            return steps.happen(Actor.GATE, new RolloutEvent.Admitted()).done();
        }
        return steps.happen(Actor.GATE, new RolloutEvent.Refused(judged.reasons()))
                .page(Urgency.NOTICE, "refused. " + judged.reasons().getFirst().text())
                .done();
    }
}
