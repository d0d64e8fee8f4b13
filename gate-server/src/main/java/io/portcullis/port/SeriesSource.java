package io.portcullis.port;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.pack.health.Readings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Reads series of one region, whoever's they are. Calls block, at longest until the deadline, and may
 * come from many threads.
 */
public interface SeriesSource {

    /** Series with samples so recent are read; older ones only tell what was before. */
    Duration RECENT = Duration.ofMinutes(2);

    Region region();

    /**
     * What each selector finds at {@code now}.
     *
     * @param before how long the window before is
     * @throws EvidenceUnavailable it does not answer, or not with data
     */
    Map<String, Readings> read(
            Collection<String> selectors, Duration before, Instant now, Instant deadline);
}
