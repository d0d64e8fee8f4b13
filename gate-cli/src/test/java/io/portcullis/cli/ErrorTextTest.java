package io.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.Test;

final class ErrorTextTest {
    @Test
    void namesFieldAndRuleOfAMalformedRequest() {
        StatusRuntimeException error =
                StatusProto.toStatusRuntimeException(
                        Status.newBuilder()
                                .setCode(Code.INVALID_ARGUMENT_VALUE)
                                .setMessage("plan has 1 mistake")
                                .addDetails(
                                        Any.pack(
                                                BadRequest.newBuilder()
                                                        .addFieldViolations(
                                                                FieldViolation.newBuilder()
                                                                        .setField(
                                                                                "plan.stages[0].bake")
                                                                        .setDescription(
                                                                                "value is required")
                                                                        .setReason("required"))
                                                        .build()))
                                .addDetails(
                                        Any.pack(
                                                ErrorInfo.newBuilder()
                                                        .setReason("REQUEST_INVALID")
                                                        .build()))
                                .build());

        assertThat(ErrorText.of(error))
                .contains("plan has 1 mistake")
                .contains("field plan.stages[0].bake: value is required (rule required)")
                .contains("REQUEST_INVALID");
        assertThat(ErrorText.exitCode(error)).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void saysWhatToDoWhenTheGateIsUnreachable() {
        StatusRuntimeException error =
                io.grpc.Status.UNAVAILABLE.withDescription("io exception").asRuntimeException();

        assertThat(ErrorText.of(error)).contains("io exception").contains("--server");
        assertThat(ErrorText.exitCode(error)).isEqualTo(ExitCode.UNREACHABLE);
    }
}
