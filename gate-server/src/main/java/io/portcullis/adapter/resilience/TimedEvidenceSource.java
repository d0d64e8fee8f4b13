package io.portcullis.adapter.resilience;

import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.EvidenceUnavailable.Retry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;

/**
 * Gives one attempt a part of the look, so that another one fits, and leaves it when its time is
 * over whatever it does.
 */
public final class TimedEvidenceSource implements EvidenceSource {

    private final EvidenceSource source;
    private final Duration attemptMax;
    private final InstantSource clock;
    private final ExecutorService threads;

    /**
     * @param attemptMax longest attempt at a scrape; the past may take until its deadline
     * @param threads one for each attempt under way
     */
    public TimedEvidenceSource(
            EvidenceSource source,
            Duration attemptMax,
            InstantSource clock,
            ExecutorService threads) {
        this.source = source;
        this.attemptMax = attemptMax;
        this.clock = clock;
        this.threads = threads;
    }

    @Override
    public Region region() {
        return source.region();
    }

    @Override
    public Scrape scrape(Instant since, Instant now, Instant deadline) {
        var attemptEnd = clock.instant().plus(attemptMax);
        var end = attemptEnd.isBefore(deadline) ? attemptEnd : deadline;
        return within(end, () -> source.scrape(since, now, end));
    }

    @Override
    public List<Scrape> history(Instant now, Duration look, int looks, Instant deadline) {
        return within(deadline, () -> source.history(now, look, looks, deadline));
    }

    private <T> T within(Instant end, Callable<T> attempt) {
        var left = Duration.between(clock.instant(), end);
        if (!left.isPositive()) {
            throw new EvidenceUnavailable(
                    Gap.Cause.UNREACHABLE, Retry.USELESS, region() + ": no time is left");
        }
        var limiter =
                TimeLimiter.of(
                        TimeLimiterConfig.custom()
                                .timeoutDuration(left)
                                .cancelRunningFuture(true)
                                .build());
        try {
            return limiter.executeFutureSupplier(() -> threads.submit(attempt));
        } catch (TimeoutException e) {
            throw new EvidenceUnavailable(
                    Gap.Cause.UNREACHABLE,
                    Retry.WORTHWHILE,
                    region() + ": no answer within " + left.toMillis() + " ms",
                    e);
        } catch (EvidenceUnavailable e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EvidenceUnavailable(
                    Gap.Cause.UNREACHABLE, Retry.USELESS, region() + ": interrupted", e);
        } catch (Exception e) {
            throw new EvidenceUnavailable(
                    Gap.Cause.UNREACHABLE, Retry.USELESS, region() + ": " + e, e);
        }
    }
}
