package io.portcullis.adapter.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Kind;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.control.ControlUnavailable;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class StatusMappingTest {

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureHasItsStatusAndReason(Throwable failure, Code code, String reason)
            throws InvalidProtocolBufferException {
        var status = StatusMapping.of(failure);

        assertThat(status.getStatus().getCode()).isEqualTo(code);
        var details = StatusProto.fromThrowable(status);
        assertThat(details).isNotNull();
        var info = details.getDetails(0).unpack(ErrorInfo.class);
        assertThat(info.getReason()).isEqualTo(reason);
        assertThat(info.getDomain()).isEqualTo("portcullis");
        boolean retriable =
                code == Code.UNAVAILABLE || code == Code.ABORTED || code == Code.RESOURCE_EXHAUSTED;
        assertThat(details.getDetailsList().stream().anyMatch(any -> any.is(RetryInfo.class)))
                .isEqualTo(retriable);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        RequestRefused.invalid("service", "service.known", "is 'x'"),
                        Code.INVALID_ARGUMENT,
                        "REQUEST_INVALID"),
                Arguments.of(
                        new RequestRefused(new Why.NotFound(Kind.ROLLOUT, "rollouts/1")),
                        Code.NOT_FOUND,
                        "ROLLOUT_NOT_FOUND"),
                Arguments.of(
                        new RequestRefused(new Why.NotFound(Kind.INCIDENT, "incidents/1")),
                        Code.NOT_FOUND,
                        "INCIDENT_NOT_FOUND"),
                Arguments.of(
                        new RequestRefused(new Why.Exists("r", "rollouts/1")),
                        Code.ALREADY_EXISTS,
                        "ROLLOUT_EXISTS"),
                Arguments.of(
                        new RequestRefused(new Why.Illegal("rollouts/1", "HELD", "no")),
                        Code.FAILED_PRECONDITION,
                        "TRANSITION_ILLEGAL"),
                Arguments.of(
                        new RequestRefused(new Why.OverLimit("calls", 3, Duration.ofSeconds(1))),
                        Code.RESOURCE_EXHAUSTED,
                        "LIMIT_REACHED"),
                Arguments.of(new StaleRevision("x"), Code.ABORTED, "REVISION_STALE"),
                Arguments.of(
                        new StoreUnavailable("x", new IllegalStateException()),
                        Code.UNAVAILABLE,
                        "STORE_UNAVAILABLE"),
                Arguments.of(new ControlUnavailable("x"), Code.UNAVAILABLE, "CONTROL_UNAVAILABLE"),
                Arguments.of(
                        new EvidenceUnavailable(
                                Gap.Cause.STALE, EvidenceUnavailable.Retry.WORTHWHILE, "x"),
                        Code.UNAVAILABLE,
                        "EVIDENCE_UNAVAILABLE"),
                Arguments.of(new IllegalStateException("secret"), Code.INTERNAL, "INTERNAL"));
    }

    @Test
    void whatNobodyExpectedTellsNoInnerText() {
        var status = StatusMapping.of(new IllegalStateException("password is hunter2"));

        assertThat(StatusProto.fromThrowable(status).toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @EnumSource(ReasonType.class)
    void everyReasonHasTheSameNameOnTheWire(ReasonType type) {
        assertThat(WireDecisions.type(type).name()).isEqualTo("REASON_TYPE_" + type.name());
    }

    @ParameterizedTest
    @EnumSource(RolloutState.Name.class)
    void everyStateHasTheSameNameOnTheWire(RolloutState.Name name) {
        assertThat(WireRollouts.state(name).name()).isEqualTo("ROLLOUT_STATE_" + name.name());
    }
}
