package io.portcullis.adapter.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
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

/** Lets only so many calls to one region run at a time: a slow one must not take all threads. */
public final class BoundedEvidenceSource implements EvidenceSource {

    private final EvidenceSource source;
    private final Bulkhead bulkhead;

    /**
     * @param bulkhead of the region, shared by its services
     */
    public BoundedEvidenceSource(EvidenceSource source, Bulkhead bulkhead) {
        this.source = source;
        this.bulkhead = bulkhead;
    }

    @Override
    public Region region() {
        return source.region();
    }

    @Override
    public Scrape scrape(Instant since, Instant now, Instant deadline) {
        return bounded(() -> source.scrape(since, now, deadline));
    }

    @Override
    public List<Scrape> history(Instant now, Duration look, int looks, Instant deadline) {
        return bounded(() -> source.history(now, look, looks, deadline));
    }

    private <T> T bounded(Supplier<T> call) {
        try {
            return bulkhead.executeSupplier(call);
        } catch (BulkheadFullException e) {
            throw new EvidenceUnavailable(
                    Gap.Cause.UNREACHABLE,
                    Retry.USELESS,
                    region() + " is being asked by as many as may ask it at once",
                    e);
        }
    }
}
