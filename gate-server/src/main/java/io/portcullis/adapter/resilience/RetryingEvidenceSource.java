package io.portcullis.adapter.resilience;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.EvidenceUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks again where that may help and the deadline leaves time for it, after a pause that is never
 * the same for two regions.
 */
public final class RetryingEvidenceSource implements EvidenceSource {

    /** The first attempt and two more. */
    private static final int ATTEMPTS_MAX = 3;

    private static final double JITTER = 0.5;

    private final EvidenceSource source;
    private final Duration pause;
    private final InstantSource clock;

    /**
     * @param pause before the second attempt, give or take half; later ones wait longer
     */
    public RetryingEvidenceSource(EvidenceSource source, Duration pause, InstantSource clock) {
        this.source = source;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public Region region() {
        return source.region();
    }

    @Override
    public Scrape scrape(Instant since, Instant now, Instant deadline) {
        return retry(deadline, () -> source.scrape(since, now, deadline));
    }

    @Override
    public List<Scrape> history(Instant now, Duration look, int looks, Instant deadline) {
        return retry(deadline, () -> source.history(now, look, looks, deadline));
    }

    private <T> T retry(Instant deadline, Supplier<T> attempt) {
        var interval =
                IntervalFunction.ofExponentialRandomBackoff(
                        Math.max(pause.toMillis(), 1), 2.0, JITTER);
        var config =
                RetryConfig.<T>custom()
                        .maxAttempts(ATTEMPTS_MAX)
                        .intervalFunction(interval)
                        .retryOnException(failure -> worthwhile(failure, deadline))
                        .build();
        return Retry.of(region().name(), config).executeSupplier(attempt);
    }

    /** The longest pause must leave time, or the answer would come too late to be used. */
    private boolean worthwhile(Throwable failure, Instant deadline) {
        var next = clock.instant().plus(pause.multipliedBy(2 + ATTEMPTS_MAX));
        return failure instanceof EvidenceUnavailable unavailable
                && unavailable.retry() == EvidenceUnavailable.Retry.WORTHWHILE
                && next.isBefore(deadline);
    }
}
