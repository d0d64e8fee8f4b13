package io.portcullis.kernel.rollout;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.Action.Urgency;
import io.portcullis.kernel.rollout.RolloutInput.CensusTaken;
import io.portcullis.kernel.rollout.RolloutInput.RecoveryGaveUp;
import io.portcullis.kernel.rollout.RolloutInput.RegionRecovered;
import org.jspecify.annotations.Nullable;

/** How regions are seen to be back. */
final class RecoveryTransitions {

    private RecoveryTransitions() {}

    static TransitionResult counted(Steps steps, CensusTaken taken) {
        var region = region(steps, taken.region());
        if (region == null) {
            return notRollingBack(steps, taken.region());
        }
        var before = region.census();
        if (before != null && before.looksLike(taken.census())) {
            return steps.done();
        }
        boolean wasStuck = steps.rollout().state() instanceof RolloutState.RollbackStuck;
        steps.happen(
                Actor.GATE,
                new RolloutEvent.CensusChanged(taken.region(), taken.look(), taken.census()));
        if (wasStuck && steps.rollout().state() instanceof RolloutState.Verifying) {
            steps.page(Urgency.NOTICE, "the old version is alone everywhere after all.");
        }
        return steps.done();
    }

    static TransitionResult recovered(Steps steps, RegionRecovered recovered) {
        var region = region(steps, recovered.region());
        if (region == null) {
            return notRollingBack(steps, recovered.region());
        }
        if (region.isRecovered()) {
            return steps.done();
        }
        if (!region.isAlone()) {
            return steps.illegal(
                    recovered.region() + " is not back: the old version is not alone there.");
        }
        steps.happen(
                Actor.GATE, new RolloutEvent.RegionRecovered(recovered.region(), recovered.look()));
        if (steps.rollout().rollback().orElseThrow().isRecovered()) {
            steps.happen(Actor.GATE, new RolloutEvent.RolledBack())
                    .page(Urgency.NOTICE, "rolled back; every region is back.");
        }
        return steps.done();
    }

    static TransitionResult gaveUp(Steps steps, RecoveryGaveUp gaveUp) {
        if (steps.rollout().state() instanceof RolloutState.RollbackIneffective) {
            return steps.done();
        }
        if (!(steps.rollout().state() instanceof RolloutState.Verifying(var rollback))
                || !rollback.isAlone()) {
            return steps.illegal("recovery is not being tested everywhere.");
        }
        return steps.happen(
                        Actor.GATE,
                        new RolloutEvent.RollbackIneffective(gaveUp.look(), gaveUp.stillBad()))
                .page(
                        Urgency.CRITICAL,
                        "the old version runs alone everywhere, and it is still not as before: "
                                + String.join("; ", gaveUp.stillBad()))
                .done();
    }

    /** How far a region is on the way back; null when it is not on it. */
    static @Nullable RegionRollback region(Steps steps, Region region) {
        return steps.rollout()
                .rollback()
                .map(Rollback::regions)
                .map(regions -> regions.get(region))
                .orElse(null);
    }

    static TransitionResult notRollingBack(Steps steps, Region region) {
        return steps.illegal(region + " is not being rolled back.");
    }
}
