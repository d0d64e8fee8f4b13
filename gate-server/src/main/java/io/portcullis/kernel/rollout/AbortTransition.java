package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.Action.Urgency;

/** From wherever a rollout is to its way back. */
final class AbortTransition {

    private AbortTransition() {}

    static TransitionResult abort(Steps steps, int look, Actor actor, Decision.Abort decision) {
        var reason = decision.reasons().getFirst().text();
        steps.happen(actor, new RolloutEvent.Aborted(look, decision));
        var rollback = steps.rollout().rollback();
        if (rollback.isEmpty()) {
            return steps.happen(Actor.GATE, new RolloutEvent.RolledBack())
                    .page(Urgency.NOTICE, "aborted, nothing was touched. " + reason)
                    .done();
        }
        switch (rollback.get().by()) {
            case GATE -> {
                steps.page(Urgency.CRITICAL, "aborted, rolling back. " + reason);
                for (Region region : rollback.get().regions().keySet()) {
                    RestoreTransitions.order(steps, region);
                }
            }
            case CALLER ->
                    steps.page(
                            Urgency.CRITICAL,
                            "aborted; the plan lets the gate only advise. Roll it back. " + reason);
        }
        return steps.done();
    }
}
