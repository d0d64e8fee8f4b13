package io.portcullis.adapter.resilience;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.EvidenceUnavailable.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Leaves a source that keeps failing alone for a while, and then tries it again. */
public final class BreakingEvidenceSource implements EvidenceSource {

    private final EvidenceSource source;
    private final CircuitBreaker breaker;

    public BreakingEvidenceSource(EvidenceSource source, CircuitBreaker breaker) {
        this.source = source;
        this.breaker = breaker;
    }

    @Override
    public Region region() {
        return source.region();
    }

    @Override
    public Scrape scrape(Instant since, Instant now, Instant deadline) {
        return guarded(() -> source.scrape(since, now, deadline));
    }

    @Override
    public List<Scrape> history(Instant now, Duration look, int looks, Instant deadline) {
        return guarded(() -> source.history(now, look, looks, deadline));
    }

    private <T> T guarded(Supplier<T> call) {
        try {
            return breaker.executeSupplier(call);
        } catch (CallNotPermittedException e) {
            throw new EvidenceUnavailable(
                    Gap.Cause.UNREACHABLE,
                    Retry.USELESS,
                    region() + " failed too often of late and is left alone for a moment",
                    e);
        }
    }
}
