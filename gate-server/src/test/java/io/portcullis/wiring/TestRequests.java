package io.portcullis.wiring;

import io.portcullis.v1.Driver;
import io.portcullis.v1.Mode;
import io.portcullis.v1.Plan;
import io.portcullis.v1.Release;
import io.portcullis.v1.RunningRelease;
import io.portcullis.v1.Span;
import io.portcullis.v1.Stage;
import io.portcullis.v1.StartRolloutRequest;
import java.util.List;

/** Starts of rollouts that are right, for tests to use or to spoil. */
final class TestRequests {

    private TestRequests() {}

    static StartRolloutRequest start(String requestId) {
        return StartRolloutRequest.newBuilder()
                .setService(RelayWorld.SERVICE)
                .setRequestId(requestId)
                .setRelease(
                        Release.newBuilder()
                                .setArtifact("example.test/media-server@sha256:4be1")
                                .setVersion(RelayWorld.NEW)
                                .setConfiguration("sha256:90aa")
                                .setAuthor("ana@example.test"))
                .setRunning(
                        RunningRelease.newBuilder()
                                .setArtifact("example.test/media-server@sha256:11c0")
                                .setVersion(RelayWorld.OLD)
                                .setConfiguration("sha256:77de"))
                .setPlan(
                        Plan.newBuilder()
                                .setMode(Mode.MODE_ENFORCE)
                                .setDriver(Driver.DRIVER_PIPELINE)
                                .setControl("hook")
                                .setRecoveredFor(looks(10))
                                .addStages(
                                        stage("pair", 0.5)
                                                .addAllRegions(List.of("us-west", "eu-central")))
                                .addStages(stage("all", 1.0).setAllRegions(true)))
                .build();
    }

    static Stage.Builder stage(String name, double share) {
        return Stage.newBuilder()
                .setName(name)
                .setCanaryShareRatio(share)
                .setBake(looks(40))
                .setHoldLimit(looks(100));
    }

    static Span looks(int count) {
        return Span.newBuilder().setLooks(count).build();
    }
}
