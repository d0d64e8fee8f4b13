package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.Action.RestoreRegion;
import io.portcullis.kernel.rollout.Action.TakeCensus;
import io.portcullis.kernel.rollout.Action.Urgency;
import io.portcullis.kernel.rollout.RolloutInput.Failure;
import io.portcullis.kernel.rollout.RolloutInput.RestoreApplied;
import io.portcullis.kernel.rollout.RolloutInput.RestoreFailed;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Restores: ordered, applied, failed, late. */
final class RestoreTransitions {

    private static final int CAUSE_LENGTH_MAX = 300;

    private RestoreTransitions() {}

    /** A person asks again: what was refused is ordered anew at once. */
    static TransitionResult orderRefused(Steps steps, Rollback rollback, Actor actor) {
        for (RegionRollback region : rollback.all()) {
            if (region.refused()) {
                order(steps, region.region(), actor);
            }
        }
        return steps.done();
    }

    /** Orders the next restore of a region. */
    static void order(Steps steps, Region region) {
        order(steps, region, Actor.GATE);
    }

    private static void order(Steps steps, Region region, Actor actor) {
        var rollout = steps.rollout();
        var spec = rollout.spec();
        var before = rollout.rollback().orElseThrow().regions().get(region);
        Decision.Abort abort = rollout.course().abort();
        if (before == null || abort == null) {
            throw new IllegalArgumentException("restore of " + region + " without an abort there");
        }
        int order = before.order() + 1;
        steps.happen(actor, new RolloutEvent.RestoreRequested(region, order))
                .act(
                        new RestoreRegion(
                                steps.key("restore." + region + "." + order),
                                region,
                                spec.release(),
                                spec.running().get(region),
                                spec.revisions().getOrDefault(region, ""),
                                abort.reasons().getFirst()));
    }

    static TransitionResult applied(Steps steps, RestoreApplied applied) {
        var region = RecoveryTransitions.region(steps, applied.region());
        if (region == null) {
            return RecoveryTransitions.notRollingBack(steps, applied.region());
        }
        if (region.isApplied() || region.order() == 0) {
            return steps.done();
        }
        return steps.happen(
                        applied.actor(),
                        new RolloutEvent.RestoreApplied(region.region(), region.order()))
                .act(
                        new TakeCensus(
                                steps.key("census." + region.region() + "." + region.order()),
                                region.region()))
                .done();
    }

    static TransitionResult failed(Steps steps, RestoreFailed failed) {
        var region = RecoveryTransitions.region(steps, failed.region());
        if (region == null) {
            return RecoveryTransitions.notRollingBack(steps, failed.region());
        }
        var cause = shorten(failed.cause());
        boolean refused = failed.failure() == Failure.REFUSED;
        boolean known = region.failure().equals(cause) && region.refused() == refused;
        if (region.isApplied() || region.order() == 0 || known) {
            return steps.done();
        }
        steps.happen(
                failed.actor(),
                new RolloutEvent.RestoreFailed(
                        region.region(), region.order(), failed.failure(), cause));
        if (refused) {
            steps.page(
                    Urgency.CRITICAL,
                    "restore of " + region.region() + " was refused: " + cause + ".");
        }
        return steps.done();
    }

    static TransitionResult timePassed(Steps steps) {
        var deadline = steps.rollout().nextDeadline();
        boolean late = deadline.isPresent() && !steps.now().isBefore(deadline.get());
        return late ? stuck(steps) : steps.done();
    }

    /**
     * Escalates, and orders anew what was refused, or applied without making the old version alone.
     * What else is not applied is still being tried under its order.
     */
    private static TransitionResult stuck(Steps steps) {
        var rollback = steps.rollout().rollback().orElseThrow();
        var regions = rollback.regionsNotAlone();
        steps.happen(Actor.GATE, new RolloutEvent.RollbackStuck(regions))
                .page(
                        Urgency.CRITICAL,
                        "rollback is stuck: the old version is not alone in " + regions + ".");
        for (Region region : answeredIn(rollback, regions)) {
            order(steps, region);
        }
        return steps.done();
    }

    private static SortedSet<Region> answeredIn(Rollback rollback, SortedSet<Region> regions) {
        var answered = new TreeSet<Region>();
        for (RegionRollback region : rollback.regions().values()) {
            if (regions.contains(region.region()) && (region.isApplied() || region.refused())) {
                answered.add(region.region());
            }
        }
        return Collections.unmodifiableSortedSet(answered);
    }

    private static String shorten(String cause) {
        return cause.length() <= CAUSE_LENGTH_MAX ? cause : cause.substring(0, CAUSE_LENGTH_MAX);
    }
}
