package io.portcullis.cli.drill.play;

import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One question at a time, asked beside the looks so that evidence flows on while its answer is waited for. */
final class Asked<T> {
    private final Executor executor;
    private @Nullable CompletableFuture<T> open;

    Asked(Executor executor) {
        this.executor = executor;
    }

    /** Whether a question waits for its answer. */
    boolean isOpen() {
        return open != null;
    }

    void ask(Supplier<T> question) {
        open = CompletableFuture.supplyAsync(question, executor);
    }

    /** The answer, once; throws what the question threw. */
    Optional<T> answer() {
        CompletableFuture<T> asked = open;
        if (asked == null || !asked.isDone()) {
            return Optional.empty();
        }
        open = null;
        try {
            return Optional.of(asked.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof StatusRuntimeException status) {
                throw status;
            }
            throw e;
        }
    }

    /** The answer, or nothing where the gate could not give one now: it is asked again. */
    Optional<T> answerIfAny() {
        try {
            return answer();
        } catch (StatusRuntimeException _) {
            return Optional.empty();
        }
    }
}
