package io.portcullis.cli;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.portcullis.v1.AbortRolloutRequest;
import io.portcullis.v1.AbortRolloutResponse;
import io.portcullis.v1.DecideRequest;
import io.portcullis.v1.DecideResponse;
import io.portcullis.v1.Decision;
import io.portcullis.v1.GetRolloutRequest;
import io.portcullis.v1.GetRolloutResponse;
import io.portcullis.v1.ListRolloutsRequest;
import io.portcullis.v1.ListRolloutsResponse;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.PreviewPlanRequest;
import io.portcullis.v1.PreviewPlanResponse;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutServiceGrpc;
import io.portcullis.v1.StartRolloutRequest;
import io.portcullis.v1.StartRolloutResponse;
import io.portcullis.v1.WatchRolloutRequest;
import io.portcullis.v1.WatchRolloutResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gate on loopback that knows one rollout and answers what a test wrote down. */
public final class ScriptedGate extends RolloutServiceGrpc.RolloutServiceImplBase
        implements AutoCloseable {
    /** What was asked, in order. */
    public final List<Object> asked = new CopyOnWriteArrayList<>();

    /** Updates of each stream that is opened, the first stream's first; a stream but the last breaks off. */
    public final List<List<WatchRolloutResponse>> streams = new ArrayList<>();

    public Rollout rollout = Rollout.getDefaultInstance();
    public Decision decision = Decision.getDefaultInstance();
    public LookReport look = LookReport.getDefaultInstance();
    public PreviewPlanResponse preview = PreviewPlanResponse.getDefaultInstance();
    private final Server server;
    private final String address;

    public ScriptedGate() {
        try {
            server =
                    Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                            .addService(this)
                            .build()
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        address = "localhost:" + server.getPort();
    }

    public String address() {
        return address;
    }

    @Override
    public void startRollout(
            StartRolloutRequest request, StreamObserver<StartRolloutResponse> answer) {
        asked.add(request);
        reply(answer, StartRolloutResponse.newBuilder().setRollout(rollout).build());
    }

    @Override
    public void previewPlan(
            PreviewPlanRequest request, StreamObserver<PreviewPlanResponse> answer) {
        asked.add(request);
        reply(answer, preview);
    }

    @Override
    public void getRollout(GetRolloutRequest request, StreamObserver<GetRolloutResponse> answer) {
        asked.add(request);
        if (!request.getName().equals(rollout.getName())) {
            answer.onError(
                    Status.NOT_FOUND
                            .withDescription("There is no " + request.getName() + ".")
                            .asRuntimeException());
            return;
        }
        var response = GetRolloutResponse.newBuilder().setRollout(rollout);
        if (look.getLook() > 0) {
            response.setLook(look);
        }
        reply(answer, response.build());
    }

    @Override
    public void listRollouts(
            ListRolloutsRequest request, StreamObserver<ListRolloutsResponse> answer) {
        reply(answer, ListRolloutsResponse.newBuilder().addRollouts(rollout).build());
    }

    @Override
    public void decide(DecideRequest request, StreamObserver<DecideResponse> answer) {
        asked.add(request);
        reply(answer, DecideResponse.newBuilder().setDecision(decision).build());
    }

    @Override
    public void abortRollout(
            AbortRolloutRequest request, StreamObserver<AbortRolloutResponse> answer) {
        asked.add(request);
        reply(answer, AbortRolloutResponse.newBuilder().setRollout(rollout).build());
    }

    @Override
    public void watchRollout(
            WatchRolloutRequest request, StreamObserver<WatchRolloutResponse> answer) {
        asked.add(request);
        streams.removeFirst().forEach(answer::onNext);
        if (streams.isEmpty()) {
            answer.onCompleted();
        } else {
            answer.onError(Status.UNAVAILABLE.withDescription("restart").asRuntimeException());
        }
    }

    private static <T> void reply(StreamObserver<T> answer, T message) {
        answer.onNext(message);
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
