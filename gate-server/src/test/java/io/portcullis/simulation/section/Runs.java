package io.portcullis.simulation.section;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * How much is run: the same scenarios, with many seeds for the full report and few in every build.
 * Results come in the order of seeds whatever the number of threads.
 *
 * @param effort how many seeds
 * @param threads seeds run at once
 * @param progress told after each row
 */
public record Runs(Effort effort, int threads, Consumer<String> progress) {

    /** How many seeds. */
    public enum Effort {
        FULL,
        FAST
    }

    /** The number for the full report, or for every build. */
    int seeds(int full, int fast) {
        return switch (effort) {
            case FULL -> full;
            case FAST -> fast;
        };
    }

    boolean isFull() {
        return effort == Effort.FULL;
    }

    /** Runs seeds 1 to this number. */
    <T> List<T> over(String name, int seeds, LongFunction<T> run) {
        long started = System.nanoTime();
        List<T> results;
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var tasks = new ArrayList<Callable<T>>();
            for (long seed = 1; seed <= seeds; seed++) {
                long own = seed;
                tasks.add(() -> run.apply(own));
            }
            results = pool.invokeAll(tasks).stream().map(Runs::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("simulation was interrupted", e);
        }
        progress.accept(
                "%s: %d runs in %d s"
                        .formatted(
                                name,
                                seeds,
                                Duration.ofNanos(System.nanoTime() - started).toSeconds()));
        return results;
    }

    private static <T> T result(Future<T> done) {
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("simulation was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulated rollout broke", e.getCause());
        }
    }
}
