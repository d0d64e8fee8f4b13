package io.portcullis.wiring;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.portcullis.v1.GetRolloutRequest;
import io.portcullis.v1.IncidentServiceGrpc;
import io.portcullis.v1.ListRolloutsRequest;
import io.portcullis.v1.ProbeServiceGrpc;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutServiceGrpc;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.ServerServiceGrpc;
import io.portcullis.v1.WatchRolloutRequest;
import io.portcullis.v1.WatchRolloutResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client with the server's token. */
final class GateClient implements AutoCloseable {

    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    /** For slow machines; a healthy server answers in milliseconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    final ManagedChannel channel;

    GateClient(int port, String token) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port)
                        .usePlaintext()
                        .intercept(bearing(token))
                        .build();
    }

    RolloutServiceGrpc.RolloutServiceBlockingStub rollouts() {
        return RolloutServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    IncidentServiceGrpc.IncidentServiceBlockingStub incidents() {
        return IncidentServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    ServerServiceGrpc.ServerServiceBlockingStub server() {
        return ServerServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    ProbeServiceGrpc.ProbeServiceBlockingStub probes() {
        return ProbeServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    Rollout rollout(String name) {
        return rollouts()
                .getRollout(GetRolloutRequest.newBuilder().setName(name).build())
                .getRollout();
    }

    List<Rollout> list() {
        return rollouts().listRollouts(ListRolloutsRequest.getDefaultInstance()).getRolloutsList();
    }

    /** Watches until an update is as wanted, and gives it. */
    WatchRolloutResponse await(String name, Predicate<WatchRolloutResponse> wanted) {
        var updates =
                rollouts().watchRollout(WatchRolloutRequest.newBuilder().setName(name).build());
        while (updates.hasNext()) {
            var update = updates.next();
            if (wanted.test(update)) {
                return update;
            }
        }
        throw new AssertionError("the watch of " + name + " ended; it is " + rollout(name));
    }

    WatchRolloutResponse await(String name, RolloutState state) {
        return await(name, update -> update.getRollout().getState() == state);
    }

    private static ClientInterceptor bearing(String token) {
        return new ClientInterceptor() {
            @Override
            public <Q, A> ClientCall<Q, A> interceptCall(
                    MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
                return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                    @Override
                    public void start(Listener<A> listener, Metadata headers) {
                        if (!token.isEmpty()) {
                            headers.put(AUTHORIZATION, "Bearer " + token);
                        }
                        super.start(listener, headers);
                    }
                };
            }
        };
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
