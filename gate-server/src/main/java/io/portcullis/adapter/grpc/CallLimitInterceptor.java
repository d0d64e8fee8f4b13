package io.portcullis.adapter.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Why;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Serves a bounded number of unary calls at the same time; streams have bounds of their own. */
public final class CallLimitInterceptor implements ServerInterceptor {

    private final int callsMax;
    private final Semaphore free;

    public CallLimitInterceptor(int callsMax) {
        this.callsMax = callsMax;
        this.free = new Semaphore(callsMax);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (call.getMethodDescriptor().getType() != MethodType.UNARY) {
            return next.startCall(call, headers);
        }
        if (!free.tryAcquire()) {
            StatusRuntimeException refusal =
                    StatusMapping.of(
                            new RequestRefused(
                                    new Why.OverLimit(
                                            "portcullis.server.callsMax",
                                            callsMax,
                                            Duration.ofSeconds(1))));
            call.close(
                    refusal.getStatus(),
                    Objects.requireNonNullElseGet(refusal.getTrailers(), Metadata::new));
            return new ServerCall.Listener<>() {};
        }
        return new Releasing<>(next.startCall(call, headers), free);
    }

    /** Gives its place back once, however the call ends. */
    private static final class Releasing<Q> extends SimpleForwardingServerCallListener<Q> {

        private final Semaphore free;
        private final AtomicBoolean given = new AtomicBoolean();

        Releasing(ServerCall.Listener<Q> listener, Semaphore free) {
            super(listener);
            this.free = free;
        }

        @Override
        public void onComplete() {
            release();
            super.onComplete();
        }

        @Override
        public void onCancel() {
            release();
            super.onCancel();
        }

        private void release() {
            if (given.compareAndSet(false, true)) {
                free.release();
            }
        }
    }
}
