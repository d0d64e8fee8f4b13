package io.portcullis.adapter.resilience;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.EvidenceUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a failure into what it means for a look: a gap. Never throws {@link EvidenceUnavailable}. */
public final class GapEvidenceSource implements EvidenceSource {

    private static final Logger LOG = LoggerFactory.getLogger(GapEvidenceSource.class);

    private final EvidenceSource source;

    public GapEvidenceSource(EvidenceSource source) {
        this.source = source;
    }

    @Override
    public Region region() {
        return source.region();
    }

    @Override
    public Scrape scrape(Instant since, Instant now, Instant deadline) {
        try {
            return source.scrape(since, now, deadline);
        } catch (EvidenceUnavailable e) {
            log(e);
            return missing(now, e);
        }
    }

    @Override
    public List<Scrape> history(Instant now, Duration look, int looks, Instant deadline) {
        try {
            return source.history(now, look, looks, deadline);
        } catch (EvidenceUnavailable e) {
            log(e);
            return IntStream.range(0, looks)
                    .mapToObj(index -> missing(now.minus(look.multipliedBy(looks - 1L - index)), e))
                    .toList();
        }
    }

    private void log(EvidenceUnavailable failure) {
        LOG.info(
                "Evidence missing. region={} gap={} cause={}",
                region(),
                failure.gap(),
                failure.getMessage());
    }

    private Scrape missing(Instant at, EvidenceUnavailable failure) {
        return Scrape.missing(region(), at, failure.gap(), String.valueOf(failure.getMessage()));
    }
}
