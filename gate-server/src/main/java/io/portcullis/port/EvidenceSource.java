package io.portcullis.port;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.Scrape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads the running totals of one service in one region from where they are kept. Calls block, at
 * longest until the deadline, and may come from many threads.
 *
 * <p>An implementation throws {@link EvidenceUnavailable} when the source does not answer; what
 * {@code wiring} hands out never throws: there a failure is a scrape with a gap.
 */
public interface EvidenceSource {

    Region region();

    /**
     * Every sample after {@code since} and up to the source's delay before {@code now}.
     *
     * @param since time of the last scrape that was counted; a source may look back less far than
     *     that, but never less than two of its own intervals
     * @param deadline by {@code now}'s clock; a later answer is not given
     */
    Scrape scrape(Instant since, Instant now, Instant deadline);

    /**
     * What {@code scrape} would have given at each look of the past, oldest first: {@code looks}
     * scrapes, {@code look} apart, the last one the source's delay before {@code now}.
     */
    List<Scrape> history(Instant now, Duration look, int looks, Instant deadline);
}
