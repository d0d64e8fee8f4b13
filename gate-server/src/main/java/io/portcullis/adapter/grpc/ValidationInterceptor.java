package io.portcullis.adapter.grpc;

import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.Violation;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.portcullis.app.RequestRefused.FieldProblem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Holds every request against the rules written in the proto files before a service sees it. */
public final class ValidationInterceptor implements ServerInterceptor {

    private static final String OURS = "portcullis.v1.";

    /** Its reports are taken record by record: one bad record must not cost the others. */
    private static final String RELAY = "portcullis.v1.RelayService";

    private static final int PROBLEMS_MAX = 100;

    private final Validator validator = ValidatorFactory.newBuilder().build();

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        ServerCall.Listener<Q> listener = next.startCall(call, headers);
        String service =
                Objects.requireNonNullElse(call.getMethodDescriptor().getServiceName(), "");
        if (!service.startsWith(OURS) || service.equals(RELAY)) {
            return listener;
        }
        return new SimpleForwardingServerCallListener<>(listener) {
            private boolean refused;

            @Override
            public void onMessage(Q message) {
                var refusal = refusal(message);
                if (refusal.isEmpty()) {
                    super.onMessage(message);
                } else if (!refused) {
                    refused = true;
                    call.close(
                            refusal.get().getStatus(),
                            Objects.requireNonNullElseGet(
                                    refusal.get().getTrailers(), Metadata::new));
                }
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }
        };
    }

    private Optional<StatusRuntimeException> refusal(Object request) {
        if (!(request instanceof Message message)) {
            return Optional.empty();
        }
        try {
            ValidationResult result = validator.validate(message);
            return result.isSuccess()
                    ? Optional.empty()
                    : Optional.of(StatusMapping.invalid(problems(result)));
        } catch (ValidationException e) {
            return Optional.of(StatusMapping.of(e));
        }
    }

    private static List<FieldProblem> problems(ValidationResult result) {
        return result.getViolations().stream()
                .limit(PROBLEMS_MAX)
                .map(ValidationInterceptor::problem)
                .toList();
    }

    private static FieldProblem problem(Violation violation) {
        var proto = violation.toProto();
        return new FieldProblem(text(proto.getField()), proto.getRuleId(), proto.getMessage());
    }

    /** As {@code plan.stages[0].bake}. */
    private static String text(FieldPath path) {
        var text = new StringBuilder();
        for (FieldPathElement element : path.getElementsList()) {
            text.append(text.isEmpty() ? "" : ".").append(element.getFieldName());
            switch (element.getSubscriptCase()) {
                case INDEX -> text.append('[').append(element.getIndex()).append(']');
                case STRING_KEY -> text.append('[').append(element.getStringKey()).append(']');
                case INT_KEY -> text.append('[').append(element.getIntKey()).append(']');
                case UINT_KEY -> text.append('[').append(element.getUintKey()).append(']');
                case BOOL_KEY -> text.append('[').append(element.getBoolKey()).append(']');
                case SUBSCRIPT_NOT_SET -> {}
            }
        }
        return text.toString();
    }
}
