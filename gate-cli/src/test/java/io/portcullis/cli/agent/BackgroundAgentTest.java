package io.portcullis.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.portcullis.cli.GateConnection;
import io.portcullis.v1.VantagePoint;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever plays with agents is told when one of them has ended. */
@Timeout(60)
final class BackgroundAgentTest {

    private static final VantagePoint PLACE =
            VantagePoint.newBuilder().setName("in-eu").setRegion("eu-west").build();

    @Test
    void aRefusalIsTold() {
        assertThat(troubleAfter(Status.PERMISSION_DENIED.withDescription("no")::asRuntimeException))
                .isEqualTo(
                        "in-eu was refused: Status{code=PERMISSION_DENIED, description=no,"
                                + " cause=null}");
    }

    @Test
    void whateverElseEndsAnAgentIsTold() {
        assertThat(troubleAfter(() -> new IllegalStateException("no thread left")))
                .isEqualTo("in-eu ended: java.lang.IllegalStateException: no thread left");
    }

    private static String troubleAfter(Supplier<RuntimeException> failure) {
        var gate = GateConnection.over(new FailingChannel(failure));
        try (var agent = BackgroundAgent.start(gate, PLACE)) {
            while (agent.trouble().isEmpty() && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return agent.trouble().orElse("none");
        }
    }

    private static final class FailingChannel extends Channel {
        private final Supplier<RuntimeException> failure;

        FailingChannel(Supplier<RuntimeException> failure) {
            this.failure = failure;
        }

        @Override
        public <A, B> ClientCall<A, B> newCall(MethodDescriptor<A, B> method, CallOptions options) {
            throw failure.get();
        }

        @Override
        public String authority() {
            return "gate.example";
        }
    }
}
