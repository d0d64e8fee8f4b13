package io.portcullis.wiring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Virtual threads for work that may block; how much of it there may be is bounded where it begins. A
 * type of its own, because the framework looks for executors and would take it for one of its own.
 */
record WorkThreads(ExecutorService executor) implements AutoCloseable {

    static WorkThreads create() {
        return new WorkThreads(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory()));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
