package io.portcullis.adapter.grpc;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.rollout.Census.VersionCount;
import io.portcullis.kernel.rollout.EventText;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RegionRollback;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutEvent;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.v1.RegionRollbackState;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rollouts and their logs in the words of the wire. */
final class WireRollouts {

    private WireRollouts() {}

    /**
     * @param latest decision of the last look, where it is known
     * @param incident its name, or empty
     */
    static io.portcullis.v1.Rollout rollout(
            Rollout rollout,
            int lastLook,
            Optional<io.portcullis.v1.Decision> latest,
            String incident) {
        var spec = rollout.spec();
        var wire =
                io.portcullis.v1.Rollout.newBuilder()
                        .setName(spec.id().resourceName())
                        .setService(spec.service().name().value())
                        .setState(state(rollout.state().name()))
                        .setRelease(WirePlans.release(spec.release()))
                        .setPlan(WirePlans.plan(spec.plan()))
                        .setStage(stage(rollout))
                        .setIncident(incident)
                        .setLook(lastLook)
                        .setCreateTime(WireValues.timestamp(rollout.createdAt()))
                        .setUpdateTime(WireValues.timestamp(rollout.updatedAt()))
                        .setSequence(rollout.sequence())
                        .setLinks(!spec.service().links().isEmpty());
        spec.running()
                .forEach((region, old) -> wire.putRunning(region.name(), WirePlans.running(old)));
        spec.service().regions().forEach(region -> wire.addRegions(region.name()));
        stored(rollout).or(() -> latest).ifPresent(wire::setDecision);
        if (rollout.state() instanceof RolloutState.Refused(var reasons)) {
            wire.addAllRefusals(WireDecisions.reasons(reasons));
        }
        rollback(rollout, wire);
        if (rollout.state().isTerminal()) {
            wire.setEndTime(WireValues.timestamp(rollout.updatedAt()));
        }
        return wire.build();
    }

    private static void rollback(Rollout rollout, io.portcullis.v1.Rollout.Builder wire) {
        SortedSet<io.portcullis.kernel.evidence.Region> stuck =
                rollout.state() instanceof RolloutState.RollbackStuck(_, var regions, _)
                        ? regions
                        : new TreeSet<>();
        rollout.rollback()
                .ifPresent(way ->
                        way.all()
                                .forEach(region ->
                                        wire.addRollback(
                                                region(region, stuck.contains(region.region())))));
    }

    /** The open stage, or the one that may open next while held. */
    private static int stage(Rollout rollout) {
        boolean nextMayOpen =
                rollout.state() instanceof RolloutState.Held && rollout.course().isPassed();
        boolean beforeFirst = rollout.stage() == 0 && rollout.isJudged();
        return nextMayOpen || beforeFirst ? rollout.stage() + 1 : rollout.stage();
    }

    /** PROCEED of the open stage and ABORT are stored and repeated. */
    private static Optional<io.portcullis.v1.Decision> stored(Rollout rollout) {
        Decision.Abort abort = rollout.course().abort();
        Decision proceed = rollout.course().proceeds().get(rollout.stage());
        return Optional.<Decision>ofNullable(abort)
                .or(() -> Optional.ofNullable(proceed))
                .map(WireDecisions::decision);
    }

    static io.portcullis.v1.RegionRollback region(RegionRollback region, boolean stuck) {
        var wire =
                io.portcullis.v1.RegionRollback.newBuilder()
                        .setRegion(region.region().name())
                        .setState(state(region, stuck))
                        .setRequestTime(WireValues.timestamp(region.requestedAt()))
                        .setAttempts(region.order())
                        .setFailure(region.failure());
        var applied = region.appliedAt();
        if (applied != null) {
            wire.setApplyTime(WireValues.timestamp(applied));
        }
        var alone = region.aloneAt();
        if (alone != null) {
            wire.setAloneTime(WireValues.timestamp(alone));
        }
        var back = region.recoveredAt();
        if (back != null) {
            wire.setBackTime(WireValues.timestamp(back));
        }
        var census = region.census();
        if (census != null) {
            census.versions().forEach(count -> wire.addVersions(count(count)));
        }
        return wire.build();
    }

    private static RegionRollbackState state(RegionRollback region, boolean stuck) {
        if (region.isRecovered()) {
            return RegionRollbackState.REGION_ROLLBACK_STATE_BACK;
        }
        if (region.isAlone()) {
            return RegionRollbackState.REGION_ROLLBACK_STATE_ALONE;
        }
        if (stuck) {
            return RegionRollbackState.REGION_ROLLBACK_STATE_STUCK;
        }
        return region.isApplied()
                ? RegionRollbackState.REGION_ROLLBACK_STATE_APPLIED
                : RegionRollbackState.REGION_ROLLBACK_STATE_REQUESTED;
    }

    private static io.portcullis.v1.VersionCount count(VersionCount count) {
        return io.portcullis.v1.VersionCount.newBuilder()
                .setVersion(count.version())
                .setRunning(count.running())
                .setDraining(count.draining())
                .build();
    }

    /**
     * @param after the rollout as of this event
     */
    static io.portcullis.v1.RolloutEvent event(LoggedEvent logged, Rollout after) {
        var wire =
                io.portcullis.v1.RolloutEvent.newBuilder()
                        .setSequence(logged.sequence())
                        .setEventTime(WireValues.timestamp(logged.at()))
                        .setType(EventText.kind(logged.event()))
                        .setActor(logged.actor().name())
                        .setText(EventText.text(logged.event()))
                        .setState(state(after.state().name()))
                        .setStage(after.stage());
        EventText.region(logged.event()).ifPresent(region -> wire.setRegion(region.name()));
        if (logged.event() instanceof RolloutEvent.DecisionGiven(int look, var decision)) {
            wire.setDecision(decision(decision, look, logged));
        } else if (logged.event() instanceof RolloutEvent.Aborted(int look, var abort)) {
            wire.setDecision(decision(abort, look, logged));
        }
        return wire.build();
    }

    private static io.portcullis.v1.Decision decision(
            Decision decision, int look, LoggedEvent logged) {
        return WireDecisions.decision(decision).toBuilder()
                .setLook(look)
                .setDecideTime(WireValues.timestamp(logged.at()))
                .build();
    }

    static io.portcullis.v1.RolloutState state(RolloutState.Name name) {
        return io.portcullis.v1.RolloutState.valueOf("ROLLOUT_STATE_" + name.name());
    }
}
