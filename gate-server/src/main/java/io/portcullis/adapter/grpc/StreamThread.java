package io.portcullis.adapter.grpc;

import io.grpc.stub.ServerCallStreamObserver;

/** Answers a streaming call on a thread of its own: handlers of the call must stay free. */
final class StreamThread {

    /** What is sent, from the first message to the last. */
    interface Sending {
        void run() throws InterruptedException;
    }

    private StreamThread() {}

    /** Completes the call after the last message, or ends it with what went wrong. */
    static void run(String name, ServerCallStreamObserver<?> observer, Sending sending) {
        Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        sending.run();
                        observer.onCompleted();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        observer.onError(StatusMapping.of(e));
                    } catch (RuntimeException e) {
                        if (!observer.isCancelled()) {
                            observer.onError(StatusMapping.of(e));
                        }
                    }
                });
    }
}
