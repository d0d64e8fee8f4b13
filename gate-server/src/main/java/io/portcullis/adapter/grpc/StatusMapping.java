package io.portcullis.adapter.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.FieldProblem;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.control.ControlUnavailable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure as a {@code google.rpc.Status}; total: what is not expected is INTERNAL. */
public final class StatusMapping {

    private static final Logger LOG = LoggerFactory.getLogger(StatusMapping.class);
    private static final String DOMAIN = "portcullis";
    private static final Duration RETRY_SOON = Duration.newBuilder().setSeconds(1).build();

    private StatusMapping() {}

    /** The status of a failure; one that nobody expected is logged here, with an id. */
    public static StatusRuntimeException of(Throwable failure) {
        return switch (failure) {
            case StatusRuntimeException status -> status;
            case StatusException status ->
                    status.getStatus().asRuntimeException(status.getTrailers());
            case RequestRefused refused -> of(refused.why());
            case StaleRevision stale ->
                    status(
                            Code.ABORTED,
                            "Somebody else changed it meanwhile; try again. " + stale.getMessage(),
                            info("REVISION_STALE", Map.of()),
                            retryIn(RETRY_SOON));
            case StoreUnavailable _ ->
                    status(
                            Code.UNAVAILABLE,
                            "The store cannot be reached; try again.",
                            info("STORE_UNAVAILABLE", Map.of()),
                            retryIn(RETRY_SOON));
            case EvidenceUnavailable unavailable ->
                    status(
                            Code.UNAVAILABLE,
                            "A source of evidence cannot be read; try again. "
                                    + unavailable.getMessage(),
                            info("EVIDENCE_UNAVAILABLE", Map.of()),
                            retryIn(RETRY_SOON));
            case ControlUnavailable unavailable ->
                    status(
                            Code.UNAVAILABLE,
                            "A workload's system cannot be reached; try again. "
                                    + unavailable.getMessage(),
                            info("CONTROL_UNAVAILABLE", Map.of()),
                            retryIn(RETRY_SOON));
            default -> internal(failure);
        };
    }

    static StatusRuntimeException invalid(List<FieldProblem> problems) {
        return of(new Why.Invalid(problems));
    }

    private static StatusRuntimeException of(Why why) {
        return switch (why) {
            case Why.Invalid invalid ->
                    status(
                            Code.INVALID_ARGUMENT,
                            invalid.text(),
                            info("REQUEST_INVALID", metadata(invalid)),
                            badRequest(invalid));
            case Why.NotFound(var kind, var name) ->
                    status(
                            Code.NOT_FOUND,
                            why.text(),
                            info(kind.name() + "_NOT_FOUND", Map.of("name", name)));
            case Why.Exists(var requestId, var rollout) ->
                    status(
                            Code.ALREADY_EXISTS,
                            why.text(),
                            info(
                                    "ROLLOUT_EXISTS",
                                    Map.of("request_id", requestId, "rollout", rollout)));
            case Why.Illegal(var rollout, var state, var text) ->
                    status(
                            Code.FAILED_PRECONDITION,
                            text,
                            info("TRANSITION_ILLEGAL", Map.of("rollout", rollout, "state", state)),
                            precondition(rollout, text));
            case Why.OverLimit(var limit, var bound, _, var retryAfter) ->
                    status(
                            Code.RESOURCE_EXHAUSTED,
                            why.text(),
                            info(
                                    "LIMIT_REACHED",
                                    Map.of("limit", limit, "bound", Integer.toString(bound))),
                            retryIn(wire(retryAfter)));
        };
    }

    static StatusRuntimeException unauthenticated(String text) {
        return status(Code.UNAUTHENTICATED, text, info("TOKEN_INVALID", Map.of()));
    }

    private static StatusRuntimeException internal(Throwable failure) {
        String logId = UUID.randomUUID().toString();
        LOG.error("Call failed. logId={}", logId, failure);
        return status(
                Code.INTERNAL,
                "The server failed; its log says why under " + logId + ".",
                info("INTERNAL", Map.of("log_id", logId)));
    }

    private static Map<String, String> metadata(Why.Invalid invalid) {
        FieldProblem first = invalid.problems().getFirst();
        return Map.of("field", first.field(), "rule", first.rule());
    }

    private static ErrorInfo info(String reason, Map<String, String> metadata) {
        return ErrorInfo.newBuilder()
                .setReason(reason)
                .setDomain(DOMAIN)
                .putAllMetadata(metadata)
                .build();
    }

    private static BadRequest badRequest(Why.Invalid invalid) {
        var request = BadRequest.newBuilder();
        for (FieldProblem problem : invalid.problems()) {
            request.addFieldViolations(
                    FieldViolation.newBuilder()
                            .setField(problem.field())
                            .setReason(problem.rule())
                            .setDescription(problem.text()));
        }
        return request.build();
    }

    private static PreconditionFailure precondition(String subject, String text) {
        return PreconditionFailure.newBuilder()
                .addViolations(
                        PreconditionFailure.Violation.newBuilder()
                                .setType("STATE")
                                .setSubject(subject)
                                .setDescription(text))
                .build();
    }

    private static RetryInfo retryIn(Duration delay) {
        return RetryInfo.newBuilder().setRetryDelay(delay).build();
    }

    private static Duration wire(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    private static StatusRuntimeException status(Code code, String text, Message... details) {
        var status = Status.newBuilder().setCode(code.getNumber()).setMessage(text);
        for (Message detail : details) {
            status.addDetails(Any.pack(detail));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }
}
