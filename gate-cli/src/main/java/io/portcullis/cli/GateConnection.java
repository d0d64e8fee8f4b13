package io.portcullis.cli;

import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.portcullis.v1.EnvironmentServiceGrpc;
import io.portcullis.v1.EnvironmentServiceGrpc.EnvironmentServiceBlockingStub;
import io.portcullis.v1.FreezeServiceGrpc;
import io.portcullis.v1.FreezeServiceGrpc.FreezeServiceBlockingStub;
import io.portcullis.v1.IncidentServiceGrpc;
import io.portcullis.v1.IncidentServiceGrpc.IncidentServiceBlockingStub;
import io.portcullis.v1.PackServiceGrpc;
import io.portcullis.v1.PackServiceGrpc.PackServiceBlockingStub;
import io.portcullis.v1.ProbeServiceGrpc;
import io.portcullis.v1.ProbeServiceGrpc.ProbeServiceBlockingStub;
import io.portcullis.v1.RolloutServiceGrpc;
import io.portcullis.v1.RolloutServiceGrpc.RolloutServiceBlockingStub;
import io.portcullis.v1.ServerServiceGrpc;
import io.portcullis.v1.ServerServiceGrpc.ServerServiceBlockingStub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to one server, and the services it offers. Thread-safe. */
public final class GateConnection implements AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int CALL_SECONDS_MAX = 20;
    private static final int CLOSE_SECONDS_MAX = 2;
    private static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final @Nullable ManagedChannel managed;
    private final Channel channel;

    private GateConnection(@Nullable ManagedChannel managed, Channel channel) {
        this.managed = managed;
        this.channel = channel;
    }

    /** Opens a connection: plain text on loopback, TLS everywhere else. */
    public static GateConnection open(ConnectionSettings settings) {
        ManagedChannel managed =
                Grpc.newChannelBuilder(settings.address().toString(), credentials(settings))
                        .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                        .build();
        return new GateConnection(managed, withToken(managed, settings));
    }

    /** A connection over a channel that somebody else closes. */
    public static GateConnection over(Channel channel) {
        return new GateConnection(null, channel);
    }

    private static ChannelCredentials credentials(ConnectionSettings settings) {
        if (settings.address().isLoopback() && settings.authorities().isEmpty()) {
            return InsecureChannelCredentials.create();
        }
        return settings.authorities()
                .map(GateConnection::trusting)
                .orElseGet(TlsChannelCredentials::create);
    }

    private static ChannelCredentials trusting(Path authorities) {
        try {
            return TlsChannelCredentials.newBuilder().trustManager(authorities.toFile()).build();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "The certificates in " + authorities + " cannot be read; give a PEM file.",
                    e);
        }
    }

    private static Channel withToken(ManagedChannel managed, ConnectionSettings settings) {
        Metadata headers = new Metadata();
        settings.token().ifPresent(token -> headers.put(AUTHORIZATION, "Bearer " + token));
        ClientInterceptor attach = MetadataUtils.newAttachHeadersInterceptor(headers);
        return ClientInterceptors.intercept(managed, attach);
    }

    /** For streams and other stubs; calls over it carry the token. */
    public Channel channel() {
        return channel;
    }

    /** Rollouts; each call has a deadline. */
    public RolloutServiceBlockingStub rollouts() {
        return RolloutServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Rollouts without a deadline, for watching. */
    public RolloutServiceBlockingStub watching() {
        return RolloutServiceGrpc.newBlockingStub(channel);
    }

    /** Incidents; each call has a deadline. */
    public IncidentServiceBlockingStub incidents() {
        return IncidentServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** The world around the releases; each call has a deadline. */
    public EnvironmentServiceBlockingStub environment() {
        return EnvironmentServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** The world without a deadline, for watching. */
    public EnvironmentServiceBlockingStub watchingEnvironment() {
        return EnvironmentServiceGrpc.newBlockingStub(channel);
    }

    /** Freezes; each call has a deadline. */
    public FreezeServiceBlockingStub freezes() {
        return FreezeServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Signal packs; each call has a deadline. */
    public PackServiceBlockingStub packs() {
        return PackServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** What the server is; each call has a deadline. */
    public ServerServiceBlockingStub server() {
        return ServerServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Probes for agents; each call has a deadline. */
    public ProbeServiceBlockingStub probes() {
        return ProbeServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (managed == null) {
            return;
        }
        managed.shutdownNow();
        try {
            managed.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
