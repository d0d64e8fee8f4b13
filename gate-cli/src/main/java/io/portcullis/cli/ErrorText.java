package io.portcullis.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Help;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.RetryInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An error of the server in the words of a person: what happened, which field and rule, what to do next. */
public final class ErrorText {
    private ErrorText() {}

    /** How a command ends that got this error. */
    public static ExitCode exitCode(StatusRuntimeException error) {
        return switch (error.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED -> ExitCode.UNREACHABLE;
            case INVALID_ARGUMENT, OUT_OF_RANGE -> ExitCode.WRONG_USAGE;
            default -> ExitCode.FAILED;
        };
    }

    /** One or more lines, without a line end. */
    public static String of(StatusRuntimeException error) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(error));
        com.google.rpc.Status status = StatusProto.fromThrowable(error);
        if (status != null) {
            status.getDetailsList().forEach(detail -> lines.addAll(lines(detail)));
        }
        next(error.getStatus().getCode()).ifPresent(lines::add);
        return String.join(System.lineSeparator(), lines);
    }

    private static String headline(StatusRuntimeException error) {
        String description =
                Optional.ofNullable(error.getStatus().getDescription()).orElse("no further text");
        return switch (error.getStatus().getCode()) {
            case UNAVAILABLE -> "The gate cannot be reached or cannot answer now: " + description;
            case DEADLINE_EXCEEDED -> "The gate did not answer in time: " + description;
            case UNAUTHENTICATED -> "The gate wants a valid token: " + description;
            default -> description + " [" + error.getStatus().getCode() + "]";
        };
    }

    private static Optional<String> next(Code code) {
        return switch (code) {
            case UNAVAILABLE, DEADLINE_EXCEEDED ->
                    Optional.of(
                            "  Next: see that the server runs (\"gate server\") and that --server names it; then try again.");
            case UNAUTHENTICATED ->
                    Optional.of(
                            "  Next: give the server's token with --token-file or GATE_TOKEN_FILE.");
            case NOT_FOUND ->
                    Optional.of(
                            "  Next: \"gate rollout list\" and \"gate incident list\" show what there is.");
            default -> Optional.empty();
        };
    }

    private static List<String> lines(com.google.protobuf.Any detail) {
        List<String> lines = new ArrayList<>();
        unpack(detail, BadRequest.class)
                .ifPresent(bad -> bad.getFieldViolationsList().forEach(v -> lines.add(line(v))));
        unpack(detail, PreconditionFailure.class)
                .ifPresent(bad -> bad.getViolationsList().forEach(v -> lines.add(line(v))));
        unpack(detail, ErrorInfo.class)
                .ifPresent(info -> lines.add("  reason " + info.getReason()));
        unpack(detail, RetryInfo.class).ifPresent(retry -> lines.add(line(retry)));
        unpack(detail, Help.class)
                .ifPresent(help ->
                        help.getLinksList()
                                .forEach(l ->
                                        lines.add("  " + l.getDescription() + " " + l.getUrl())));
        return lines;
    }

    private static String line(BadRequest.FieldViolation violation) {
        return "  field "
                + violation.getField()
                + ": "
                + violation.getDescription()
                + rule(violation.getReason());
    }

    private static String line(PreconditionFailure.Violation violation) {
        return "  %s %s: %s"
                .formatted(violation.getType(), violation.getSubject(), violation.getDescription());
    }

    private static String line(RetryInfo retry) {
        return "  Try again in " + Durations.toMillis(retry.getRetryDelay()) + " ms.";
    }

    private static String rule(String reason) {
        return reason.isEmpty() ? "" : " (rule " + reason + ")";
    }

    private static <T extends Message> Optional<T> unpack(
            com.google.protobuf.Any detail, Class<T> type) {
        try {
            return detail.is(type) ? Optional.of(detail.unpack(type)) : Optional.empty();
        } catch (InvalidProtocolBufferException _) {
            return Optional.empty();
        }
    }
}
