package io.portcullis.adapter.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.portcullis.app.environment.FollowEnvironment;
import io.portcullis.app.environment.ReadEnvironment;
import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.v1.Environment;
import io.portcullis.v1.EnvironmentServiceGrpc;
import io.portcullis.v1.GetEnvironmentRequest;
import io.portcullis.v1.GetEnvironmentResponse;
import io.portcullis.v1.WatchEnvironmentRequest;
import io.portcullis.v1.WatchEnvironmentResponse;

/** The gRPC endpoint of the world around the releases. */
public final class EnvironmentService extends EnvironmentServiceGrpc.EnvironmentServiceImplBase {

    private final ReadEnvironment environment;
    private final FollowEnvironment follow;

    public EnvironmentService(ReadEnvironment environment, FollowEnvironment follow) {
        this.environment = environment;
        this.follow = follow;
    }

    @Override
    public void getEnvironment(
            GetEnvironmentRequest request, StreamObserver<GetEnvironmentResponse> observer) {
        Answer.to(
                observer,
                () ->
                        GetEnvironmentResponse.newBuilder()
                                .setEnvironment(
                                        wire(request.getService(), request.getNotFitOnly())
                                                .of(environment.now()))
                                .build());
    }

    @Override
    public void watchEnvironment(
            WatchEnvironmentRequest request, StreamObserver<WatchEnvironmentResponse> observer) {
        var call = (ServerCallStreamObserver<WatchEnvironmentResponse>) observer;
        var watcher = new Stream(call, wire(request.getService(), request.getNotFitOnly()));
        StreamThread.run("watch-environment", call, () -> follow.follow(watcher));
    }

    private WireEnvironment wire(String service, boolean notFitOnly) {
        return new WireEnvironment(
                environment, service.isEmpty() ? null : new ServiceName(service), notFitOnly);
    }

    /** Sends what changed. What the caller has no room for is left out: the next says all. */
    private static final class Stream implements FollowEnvironment.Watcher {

        private final ServerCallStreamObserver<WatchEnvironmentResponse> observer;
        private final WireEnvironment wire;
        private Environment told = Environment.getDefaultInstance();
        private boolean first = true;

        Stream(ServerCallStreamObserver<WatchEnvironmentResponse> observer, WireEnvironment wire) {
            this.observer = observer;
            this.wire = wire;
            // Without a handler a call that has gone would throw at whoever sends.
            observer.setOnCancelHandler(() -> {});
        }

        @Override
        public boolean isThere() {
            return !observer.isCancelled();
        }

        @Override
        public void see(EnvironmentView view) {
            Environment now = wire.of(view);
            if (!observer.isReady() || !first && lasting(now).equals(lasting(told))) {
                return;
            }
            observer.onNext(WatchEnvironmentResponse.newBuilder().setEnvironment(now).build());
            told = now;
            first = false;
        }

        /** All but the times of looks and observations, which go on in a world that does not change. */
        private static Environment lasting(Environment environment) {
            var lasting = environment.toBuilder().clearLookTime().clearSubjects();
            environment
                    .getSubjectsList()
                    .forEach(it -> lasting.addSubjects(it.toBuilder().clearSources().clearText()));
            return lasting.build();
        }
    }
}
