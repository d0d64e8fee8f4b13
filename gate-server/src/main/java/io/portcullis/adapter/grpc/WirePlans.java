package io.portcullis.adapter.grpc;

import io.portcullis.kernel.release.Protocol;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Span;
import io.portcullis.kernel.rollout.Stage;
import io.portcullis.v1.ChangeClass;
import io.portcullis.v1.ContractOrigin;
import io.portcullis.v1.Driver;
import io.portcullis.v1.HoldExpiry;
import io.portcullis.v1.Mode;
import io.portcullis.v1.SharedHarmChoice;
import io.portcullis.v1.TransitionHarmChoice;

/** Releases and plans in the words of the wire. */
final class WirePlans {

    private WirePlans() {}

    static io.portcullis.v1.Release release(Release release) {
        var wire =
                io.portcullis.v1.Release.newBuilder()
                        .setArtifact(release.artifact())
                        .setVersion(release.version())
                        .setConfiguration(release.configuration())
                        .addAllRequiredKeys(release.requiredKeys())
                        .setChangeClass(
                                ChangeClass.valueOf("CHANGE_CLASS_" + release.changeClass().name()))
                        .setAuthor(release.author());
        release.protocols().forEach(protocol -> wire.addProtocols(protocol(protocol)));
        return wire.build();
    }

    static io.portcullis.v1.RunningRelease running(RunningRelease running) {
        var wire =
                io.portcullis.v1.RunningRelease.newBuilder()
                        .setArtifact(running.artifact())
                        .setVersion(running.version())
                        .setConfiguration(running.configuration());
        running.protocols().forEach(protocol -> wire.addProtocols(protocol(protocol)));
        return wire.build();
    }

    private static io.portcullis.v1.Protocol protocol(Protocol protocol) {
        return io.portcullis.v1.Protocol.newBuilder()
                .setName(protocol.name())
                .addAllSpoken(protocol.spoken())
                .addAllAccepted(protocol.accepted())
                .setOrigin(ContractOrigin.valueOf("CONTRACT_ORIGIN_" + protocol.origin().name()))
                .build();
    }

    static io.portcullis.v1.Plan plan(Plan plan) {
        var wire =
                io.portcullis.v1.Plan.newBuilder()
                        .setMode(Mode.valueOf("MODE_" + plan.mode().name()))
                        .setDriver(Driver.valueOf("DRIVER_" + plan.driver().name()))
                        .setControl(plan.control())
                        .setWhenHoldExpires(
                                HoldExpiry.valueOf("HOLD_EXPIRY_" + plan.whenHoldExpires().name()))
                        .setWhenSharedHarm(
                                SharedHarmChoice.valueOf(
                                        "SHARED_HARM_CHOICE_" + plan.whenSharedHarm().name()))
                        .setWhenTransitionHarm(
                                TransitionHarmChoice.valueOf(
                                        "TRANSITION_HARM_CHOICE_"
                                                + plan.whenTransitionHarm().response().name()))
                        .setCutRatioMax(plan.whenTransitionHarm().cutRatioMax())
                        .setRecoveredFor(span(plan.recoveredFor()))
                        .setRestoreDeadline(WireValues.duration(plan.restoreDeadline()));
        limits(plan, wire);
        plan.stages().forEach(stage -> wire.addStages(stage(stage)));
        return wire.build();
    }

    private static void limits(Plan plan, io.portcullis.v1.Plan.Builder wire) {
        if (plan.waitLimit() instanceof Span.OfTime(var limit)) {
            wire.setWaitLimit(WireValues.duration(limit));
        }
        if (plan.pauseLimit() instanceof Span.OfTime(var limit)) {
            wire.setPauseLimit(WireValues.duration(limit));
        }
    }

    private static io.portcullis.v1.Stage stage(Stage stage) {
        var wire =
                io.portcullis.v1.Stage.newBuilder()
                        .setName(stage.name())
                        .setCanaryShareRatio(stage.canaryShareRatio())
                        .setBake(span(stage.bake()))
                        .setHoldLimit(span(stage.holdLimit()));
        switch (stage.where()) {
            case Stage.Where.All() -> wire.setAllRegions(true);
            case Stage.Where.Named(var regions) ->
                    regions.forEach(region -> wire.addRegions(region.name()));
        }
        return wire.build();
    }

    private static io.portcullis.v1.Span span(Span span) {
        var wire = io.portcullis.v1.Span.newBuilder();
        return switch (span) {
            case Span.OfLooks(int count) -> wire.setLooks(count).build();
            case Span.OfTime(var duration) ->
                    wire.setDuration(WireValues.duration(duration)).build();
        };
    }
}
