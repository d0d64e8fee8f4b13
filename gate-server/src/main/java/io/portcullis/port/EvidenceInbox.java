package io.portcullis.port;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * Pushed evidence between its arrival and the looks that count it. Kept for two hours, also without
 * a rollout: it is what a later rollout knows of the time before it.
 *
 * <p>Safe for many threads and replicas. Every method throws {@link StoreUnavailable} when the store
 * cannot be reached.
 */
public interface EvidenceInbox {

    /** How long rows are kept, counted back from the newest row. */
    Duration RETENTION = Duration.ofHours(2);

    /** How long a series or node that says nothing more is remembered. */
    Duration SILENCE_MAX = Duration.ofHours(24);

    /** Most rows of one answer. */
    int ROWS_MAX = 1_000;

    /**
     * Stores one flush, all of it or nothing, and forgets what is older than the retention. Once it
     * returns, reports may be acknowledged.
     *
     * @return cursor of the new row; the rows of a service become visible in the order of their
     *     cursors, so that a reader who goes on from the last one misses none and sees none twice
     * @throws StaleRevision another replica has counted one of the series meanwhile: read {@link
     *     #seriesValues} and subtract anew
     */
    long append(InboxBatch batch);

    /** Rows after the cursor, oldest first, at most {@code limit} and {@link #ROWS_MAX}. */
    List<InboxRow> after(ServiceName service, long cursor, int limit);

    /** Every kept row not older than {@code since}, oldest first. */
    List<InboxRow> history(ServiceName service, Instant since);

    /** Cursor of the newest row; 0 when there never was one. */
    long cursor(ServiceName service);

    /** Last counted value of every series that is remembered, by series. */
    List<SeriesValue> seriesValues(ServiceName service);

    /** What every remembered relay node last said, by region and node. */
    List<RelayNode> relayNodes(ServiceName service);

    /** What remembered relay nodes of all services last held of their regions, one for each that does. */
    SortedMap<Region, List<Claim>> regionClaims();
}
