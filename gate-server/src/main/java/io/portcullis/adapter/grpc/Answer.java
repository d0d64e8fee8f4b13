package io.portcullis.adapter.grpc;

import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Gives a unary call its answer, or the status of its failure. */
final class Answer {

    private Answer() {}

    static <T> void to(StreamObserver<T> observer, Supplier<T> answer) {
        T message;
        try {
            message = answer.get();
        } catch (RuntimeException e) {
            observer.onError(StatusMapping.of(e));
            return;
        }
        observer.onNext(message);
        observer.onCompleted();
    }
}
