package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.Rollback.By;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** What an event makes of a rollout; one line for each event. */
final class Fold {

    private Fold() {}

    static RolloutSpec spec(Rollout rollout, LoggedEvent next) {
        return next.event() instanceof RolloutEvent.EdgesChosen(_, var edges)
                ? rollout.spec().judgedBy(edges)
                : rollout.spec();
    }

    static Course course(Rollout rollout, LoggedEvent next) {
        var course = rollout.course();
        return switch (next.event()) {
            case RolloutEvent.DecisionGiven(int look, var decision) -> course.given(decision, look);
            case RolloutEvent.Aborted(int look, var decision) -> course.given(decision, look);
            case RolloutEvent.StageOpenRequested(int stage, _) -> course.requested(stage);
            case RolloutEvent.StageOpened(int stage, int look) -> course.opened(stage, look);
            case RolloutEvent.Resumed(int look, _) -> course.countedFrom(look);
            case RolloutEvent.Requested _,
                    RolloutEvent.Admitted _,
                    RolloutEvent.Refused _,
                    RolloutEvent.EdgesChosen _,
                    RolloutEvent.StageOpenFailed _,
                    RolloutEvent.BakeEnded _,
                    RolloutEvent.HoldExpired _,
                    RolloutEvent.Paused _,
                    RolloutEvent.PauseLimitReached _,
                    RolloutEvent.WorkCut _,
                    RolloutEvent.RestoreRequested _,
                    RolloutEvent.RestoreFailed _,
                    RolloutEvent.RestoreApplied _,
                    RolloutEvent.CensusChanged _,
                    RolloutEvent.RegionRecovered _,
                    RolloutEvent.RollbackStuck _,
                    RolloutEvent.RollbackIneffective _,
                    RolloutEvent.Closed _,
                    RolloutEvent.RolledBack _,
                    RolloutEvent.Succeeded _ ->
                    course;
        };
    }

    static RolloutState state(Rollout rollout, LoggedEvent next) {
        return switch (next.event()) {
            case RolloutEvent.Requested _ ->
                    throw new IllegalArgumentException("a rollout is requested twice");
            case RolloutEvent.Admitted _ -> new RolloutState.Held();
            case RolloutEvent.Refused(var reasons) -> new RolloutState.Refused(reasons);
            case RolloutEvent.DecisionGiven(_, var decision) -> given(rollout, decision);
            case RolloutEvent.StageOpened _ -> opened(rollout.state());
            case RolloutEvent.BakeEnded _ -> new RolloutState.Held();
            case RolloutEvent.Paused paused -> paused(rollout, paused);
            case RolloutEvent.PauseLimitReached _ -> told(rollout.state());
            case RolloutEvent.Resumed(int look, _) -> resumed(rollout, look);
            case RolloutEvent.Aborted _ -> aborted(rollout, next.at());
            case RolloutEvent.RestoreRequested(var region, int order) ->
                    ordered(change(rollout, region, it -> it.ordered(order)), next.at());
            case RolloutEvent.RestoreFailed(var region, _, var failure, var cause) ->
                    change(rollout, region, it -> it.failed(failure, cause));
            case RolloutEvent.RestoreApplied(var region, _) ->
                    change(rollout, region, it -> it.applied(next.at()));
            case RolloutEvent.CensusChanged changed -> counted(rollout, changed, next.at());
            case RolloutEvent.RegionRecovered(var region, _) ->
                    change(rollout, region, it -> it.recovered(next.at()));
            case RolloutEvent.RollbackStuck(var regions) ->
                    new RolloutState.RollbackStuck(rollback(rollout), regions, next.at());
            case RolloutEvent.RollbackIneffective(_, var stillBad) ->
                    new RolloutState.RollbackIneffective(rollback(rollout), stillBad);
            case RolloutEvent.RolledBack _ ->
                    new RolloutState.RolledBack(rollout.rollback().orElse(null));
            case RolloutEvent.Succeeded _ -> new RolloutState.Succeeded();
            case RolloutEvent.EdgesChosen _,
                    RolloutEvent.StageOpenRequested _,
                    RolloutEvent.StageOpenFailed _,
                    RolloutEvent.HoldExpired _,
                    RolloutEvent.WorkCut _,
                    RolloutEvent.Closed _ ->
                    rollout.state();
        };
    }

    /** A hold does not end the bake; a pass does. */
    private static RolloutState given(Rollout rollout, Decision decision) {
        return decision instanceof Decision.Proceed ? new RolloutState.Held() : rollout.state();
    }

    /** A stage that was ordered or allowed before the pause may open during it: it stays paused. */
    private static RolloutState opened(RolloutState before) {
        return before instanceof RolloutState.Paused ? before : new RolloutState.Baking();
    }

    private static RolloutState paused(Rollout rollout, RolloutEvent.Paused paused) {
        boolean spent = paused.look() > rollout.spec().looksPlanned();
        return new RolloutState.Paused(paused.reasons(), paused.look(), spent, false);
    }

    private static RolloutState told(RolloutState before) {
        return before instanceof RolloutState.Paused(var reasons, int sinceLook, var spent, _)
                ? new RolloutState.Paused(reasons, sinceLook, spent, true)
                : before;
    }

    private static RolloutState resumed(Rollout rollout, int look) {
        boolean bakes =
                rollout.stage() > 0 && !rollout.course().isPassed() && !rollout.isBakeOver(look);
        return bakes ? new RolloutState.Baking() : new RolloutState.Held();
    }

    private static RolloutState aborted(Rollout rollout, Instant at) {
        int touched = stageTouched(rollout);
        if (touched == 0) {
            return rollout.state();
        }
        var regions = rollout.spec().canaryShares(touched).keySet();
        return rollout.spec().plan().mode() == Mode.ENFORCE
                ? new RolloutState.RollingBack(Rollback.start(By.GATE, at, regions))
                : new RolloutState.Verifying(Rollback.start(By.CALLER, at, regions));
    }

    /**
     * A caller who was told that the next stage may open may be opening it just now. Restoring a region
     * that holds no canary changes nothing there; missing one that does would be worse.
     */
    private static int stageTouched(Rollout rollout) {
        var course = rollout.course();
        boolean mayBeOpening = course.stageOpened() > 0 && course.isPassed();
        return mayBeOpening
                ? Math.max(course.stageTouched(), course.stageOpened() + 1)
                : course.stageTouched();
    }

    private static RolloutState ordered(RolloutState state, Instant at) {
        return state instanceof RolloutState.RollbackStuck(var rollback, var regions, _)
                ? new RolloutState.RollbackStuck(rollback, regions, at)
                : state;
    }

    private static RolloutState counted(
            Rollout rollout, RolloutEvent.CensusChanged changed, Instant at) {
        var by = rollback(rollout).by();
        return change(
                rollout,
                changed.region(),
                region -> {
                    boolean restored = by == By.CALLER || region.isApplied();
                    boolean alone =
                            restored && isOldAlone(rollout, changed.region(), changed.census());
                    return region.counted(changed.census(), alone, at, changed.look());
                });
    }

    static boolean isOldAlone(Rollout rollout, Region region, Census census) {
        RunningRelease old = rollout.spec().running().get(region);
        return old != null && census.isAlone(old.version());
    }

    private static RolloutState change(
            Rollout rollout, Region region, UnaryOperator<RegionRollback> change) {
        var changed = rollback(rollout).with(region, change);
        return switch (rollout.state()) {
            case RolloutState.RollingBack _ ->
                    changed.isApplied()
                            ? new RolloutState.Verifying(changed)
                            : new RolloutState.RollingBack(changed);
            case RolloutState.Verifying _ -> new RolloutState.Verifying(changed);
            case RolloutState.RollbackStuck(_, var regions, var orderedAt) ->
                    changed.isAlone()
                            ? new RolloutState.Verifying(changed)
                            : new RolloutState.RollbackStuck(changed, regions, orderedAt);
            case RolloutState.RollbackIneffective(_, var stillBad) ->
                    changed.isAlone()
                            ? new RolloutState.RollbackIneffective(changed, stillBad)
                            : new RolloutState.Verifying(changed);
            case RolloutState.Requested _,
                    RolloutState.Refused _,
                    RolloutState.Held _,
                    RolloutState.Paused _,
                    RolloutState.Baking _,
                    RolloutState.RolledBack _,
                    RolloutState.Succeeded _ ->
                    throw new IllegalArgumentException(
                            "event of a rollback in state " + rollout.state().name());
        };
    }

    private static Rollback rollback(Rollout rollout) {
        return rollout.rollback()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "event of a rollback in state " + rollout.state().name()));
    }
}
