package io.portcullis.app.environment;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.port.EnvironmentSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every source at once. A look waits for a part of its length only: a source that is slower is
 * not asked again before it has answered, and its answer enters a later look. While a source gives
 * none, or fails, a subject of its own says that it is not known what it watches. Not thread-safe.
 */
final class AskSources {

    private static final Logger LOG = LoggerFactory.getLogger(AskSources.class);

    /** Of a look's length. */
    private static final int WAIT_PARTS = 2;

    /** Most observations of one answer; a mesh of 20 regions has 380 links. */
    private static final int OBSERVATIONS_MAX = 20_000;

    private static final Rule RULE =
            new Rule(Effect.HOLD, 1, 1, Duration.ofSeconds(60), 1, Duration.ZERO);

    private final List<Asked> sources;
    private final Executor executor;
    private final Duration wait;

    /**
     * @param executor runs an ask; each source has one at a time
     * @param look length of a look
     */
    AskSources(List<EnvironmentSource> sources, Executor executor, Duration look) {
        this.sources = sources.stream().map(Asked::new).toList();
        this.executor = executor;
        this.wait = look.dividedBy(WAIT_PARTS);
    }

    /** What all of them see, and of each whether it could be asked. */
    List<Observation> observe(Instant now) throws InterruptedException {
        sources.forEach(it -> it.ask(now));
        long end = System.nanoTime() + wait.toNanos();
        var seen = new ArrayList<Observation>();
        for (Asked asked : sources) {
            seen.addAll(asked.answer(Math.max(0, end - System.nanoTime()), now));
        }
        return seen;
    }

    private final class Asked {
        private final EnvironmentSource source;
        private final Subject subject;
        private @Nullable CompletableFuture<List<Observation>> running;

        /** Said once, not at every look. */
        private boolean failing;

        Asked(EnvironmentSource source) {
            this.source = source;
            this.subject = new Subject(Subject.Kind.ABSENCE, "source " + source.name(), null, null);
        }

        void ask(Instant now) {
            if (running == null) {
                running = CompletableFuture.supplyAsync(() -> source.observe(now), executor);
            }
        }

        List<Observation> answer(long waitNanos, Instant now) throws InterruptedException {
            var asked = running;
            if (asked == null) {
                return List.of();
            }
            try {
                var seen = asked.get(waitNanos, TimeUnit.NANOSECONDS);
                running = null;
                failing = false;
                return withIts(seen, now);
            } catch (TimeoutException _) {
                return List.of(unknown("It has not answered yet.", now));
            } catch (ExecutionException e) {
                running = null;
                if (!failing) {
                    LOG.warn("Source fails. source={}", source.name(), e.getCause());
                }
                failing = true;
                return List.of(unknown("It failed: " + e.getCause(), now));
            }
        }

        private List<Observation> withIts(List<Observation> seen, Instant now) {
            boolean all = seen.size() <= OBSERVATIONS_MAX;
            var kept = new ArrayList<>(all ? seen : seen.subList(0, OBSERVATIONS_MAX));
            kept.add(
                    all
                            ? own(Condition.FIT, "It answers.", now)
                            : unknown(
                                    "It gave %d observations; %d are taken."
                                            .formatted(seen.size(), OBSERVATIONS_MAX),
                                    now));
            return kept;
        }

        private Observation unknown(String text, Instant now) {
            return own(Condition.UNKNOWN, text, now);
        }

        private Observation own(Condition condition, String text, Instant now) {
            return new Observation(subject, RULE, condition, source.name(), now, text);
        }
    }
}
