package io.portcullis.adapter.grpc;

import com.google.protobuf.CodedOutputStream;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.rollout.PreviewPlan;
import io.portcullis.app.rollout.StartRequest;
import io.portcullis.app.rollout.StartRequest.Intent;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.release.ChangeClass;
import io.portcullis.kernel.release.ConfigurationKeys;
import io.portcullis.kernel.release.Protocol;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.v1.PreviewPlanRequest;
import io.portcullis.v1.StartRolloutRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the message that starts a rollout. What the proto rules cannot say is checked here. */
final class StartReading {

    private final PlanReading plans;

    /**
     * @param look length of a look
     */
    StartReading(Duration look) {
        this.plans = new PlanReading(look);
    }

    StartRequest read(StartRolloutRequest wire) {
        return new StartRequest(
                new ServiceName(wire.getService()),
                field("release", wire.getRelease(), StartReading::release),
                wire.hasRunning()
                        ? field("running", wire.getRunning(), StartReading::running)
                        : null,
                byRegion("running_by_region", wire.getRunningByRegionMap(), StartReading::running),
                byRegion("configuration_keys", wire.getConfigurationKeysMap(), StartReading::keys),
                plans.read(wire.getPlan()),
                wire.getRequestId(),
                hash(wire),
                wire.getValidateOnly() ? Intent.VALIDATE_ONLY : Intent.START,
                actor(wire));
    }

    PreviewPlan.Request read(PreviewPlanRequest wire) {
        return new PreviewPlan.Request(
                new ServiceName(wire.getService()),
                field("release", wire.getRelease(), StartReading::release),
                plans.read(wire.getPlan()));
    }

    private static Actor actor(StartRolloutRequest wire) {
        String author = wire.getRelease().getAuthor();
        return Actor.pipeline(author.isBlank() ? "caller" : author);
    }

    private static Release release(io.portcullis.v1.Release wire) {
        return new Release(
                wire.getArtifact(),
                wire.getVersion(),
                wire.getConfiguration(),
                new TreeSet<>(wire.getRequiredKeysList()),
                protocols(wire.getProtocolsList()),
                switch (wire.getChangeClass()) {
                    case CHANGE_CLASS_UNSPECIFIED, CHANGE_CLASS_NORMAL, UNRECOGNIZED ->
                            ChangeClass.NORMAL;
                    case CHANGE_CLASS_HOTFIX -> ChangeClass.HOTFIX;
                    case CHANGE_CLASS_EMERGENCY -> ChangeClass.EMERGENCY;
                    case CHANGE_CLASS_CONFIG -> ChangeClass.CONFIG;
                    case CHANGE_CLASS_RESTART -> ChangeClass.RESTART;
                    case CHANGE_CLASS_STATEFUL_UPGRADE -> ChangeClass.STATEFUL_UPGRADE;
                },
                wire.getAuthor());
    }

    private static RunningRelease running(io.portcullis.v1.RunningRelease wire) {
        return new RunningRelease(
                wire.getArtifact(),
                wire.getVersion(),
                wire.getConfiguration(),
                protocols(wire.getProtocolsList()));
    }

    private static List<Protocol> protocols(List<io.portcullis.v1.Protocol> wire) {
        return wire.stream().map(StartReading::protocol).toList();
    }

    private static Protocol protocol(io.portcullis.v1.Protocol wire) {
        return new Protocol(
                wire.getName(),
                new TreeSet<>(wire.getSpokenList()),
                new TreeSet<>(wire.getAcceptedList()),
                switch (wire.getOrigin()) {
                    case CONTRACT_ORIGIN_DERIVED -> Protocol.Origin.DERIVED;
                    case CONTRACT_ORIGIN_DECLARED, CONTRACT_ORIGIN_UNSPECIFIED, UNRECOGNIZED ->
                            Protocol.Origin.DECLARED;
                });
    }

    private static ConfigurationKeys keys(io.portcullis.v1.ConfigurationKeys wire) {
        return new ConfigurationKeys(
                wire.getConfiguration().isEmpty() ? null : wire.getConfiguration(),
                new TreeSet<>(wire.getKeysList()));
    }

    private static <W, T> SortedMap<Region, T> byRegion(
            String field, Map<String, W> wire, Function<W, T> read) {
        var byRegion = new TreeMap<Region, T>();
        wire.forEach((name, value) -> {
            String path = field + "[" + name + "]";
            byRegion.put(field(path, name, Region::new), field(path, value, read));
        });
        return byRegion;
    }

    /** What a type of the kernel refuses is the caller's mistake, at this field. */
    static <W, T> T field(String field, W wire, Function<W, T> read) {
        try {
            return read.apply(wire);
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid(field, "value.valid", String.valueOf(e.getMessage()));
        }
    }

    /** Of all that was asked for; that it was only asked whether, or by which id, is no part of it. */
    private static String hash(StartRolloutRequest wire) {
        var content = wire.toBuilder().clearRequestId().clearValidateOnly().build();
        try {
            var bytes = new byte[content.getSerializedSize()];
            var out = CodedOutputStream.newInstance(bytes);
            out.useDeterministicSerialization();
            content.writeTo(out);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (IOException e) {
            throw new AssertionError("an array takes what it was made for", e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
