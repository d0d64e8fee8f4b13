package io.portcullis.adapter.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets only calls through that carry the server's token; standard health checks need none. */
public final class TokenInterceptor implements ServerInterceptor {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";
    private static final String OPEN_SERVICE = "grpc.health.v1.Health";

    private final byte[] token;

    /**
     * @param token at least 16 characters
     */
    public TokenInterceptor(String token) {
        if (token.length() < 16) {
            throw new IllegalArgumentException(
                    "token has " + token.length() + " characters; must have >= 16");
        }
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String service = call.getMethodDescriptor().getServiceName();
        if (OPEN_SERVICE.equals(service) || carriesToken(headers.get(AUTHORIZATION))) {
            return next.startCall(call, headers);
        }
        StatusRuntimeException refusal =
                StatusMapping.unauthenticated(
                        "The call carries no valid token; send 'authorization: Bearer' with the"
                                + " content of the server's token file.");
        call.close(
                refusal.getStatus(),
                Objects.requireNonNullElseGet(refusal.getTrailers(), Metadata::new));
        return new ServerCall.Listener<>() {};
    }

    /** Takes the same time wherever the difference is. */
    private boolean carriesToken(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given =
                authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(token, given);
    }
}
