package io.portcullis.probe.run;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks the standard health service. */
record GrpcCheck(ProbeTarget.Grpc target) implements Check {

    private static final int ANSWER_BYTES_MAX = 64 << 10;

    @Override
    public ProbeOutcome check(Duration timeout) throws IOException, CannotProbe {
        // The channel would log that there is no address, at each run.
        var _ = InetAddress.getAllByName(target.at().host());
        ManagedChannel channel =
                Grpc.newChannelBuilderForAddress(
                                target.at().host(), target.at().port(), credentials())
                        .maxInboundMessageSize(ANSWER_BYTES_MAX)
                        .disableRetry()
                        .build();
        try {
            HealthCheckResponse answer =
                    HealthGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
                            .check(
                                    HealthCheckRequest.newBuilder()
                                            .setService(target.service())
                                            .build());
            ServingStatus status = answer.getStatus();
            return status == ServingStatus.SERVING
                    ? ProbeOutcome.fit("SERVING")
                    : ProbeOutcome.unfit("says " + status);
        } catch (StatusRuntimeException e) {
            return outcome(e, timeout);
        } finally {
            channel.shutdownNow();
        }
    }

    private ChannelCredentials credentials() throws CannotProbe {
        return switch (target.transport()) {
            case PLAIN_TEXT -> InsecureChannelCredentials.create();
            case TLS -> {
                var tls = TlsChannelCredentials.newBuilder();
                if (target.caFile() != null) {
                    tls.trustManager(Trust.managers(target.caFile()));
                }
                yield tls.build();
            }
        };
    }

    private ProbeOutcome outcome(StatusRuntimeException e, Duration timeout) {
        Status status = e.getStatus();
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED -> Failures.timedOut(timeout);
            case NOT_FOUND -> ProbeOutcome.unfit("does not know " + target.service());
            case UNIMPLEMENTED -> ProbeOutcome.unknown("has no health service");
            default -> {
                Throwable cause = status.getCause();
                yield cause == null
                        ? ProbeOutcome.unfit(status.getCode() + " " + status.getDescription())
                        : Failures.outcome(cause, timeout);
            }
        };
    }
}
