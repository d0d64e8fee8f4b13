package io.portcullis.port.store;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rollouts: their logs, and what is needed to go on judging where the last look ended.
 *
 * <p>Safe for many threads and replicas. Every method throws {@link io.portcullis.port.StoreUnavailable} when the store
 * cannot be reached; after a write that means that it may or may not be stored: the same write
 * again is then either stored or answered with {@link io.portcullis.port.StaleRevision}, never stored twice.
 */
public interface RolloutStore {

    /** Most events of one answer. */
    int EVENTS_MAX = 1_000;

    /** Looks of a rollout that are kept besides those before it. */
    int LOOKS_KEPT = 400;

    /** Stores a rollout, or says why not; decided in the same transaction. */
    Creation create(NewRollout rollout);

    /** The rollout with its whole log. */
    Optional<StoredRollout> find(RolloutId id);

    /** Events after the sequence, in order, at most {@code limit} and {@link #EVENTS_MAX}. */
    List<LoggedEvent> eventsAfter(RolloutId id, long sequence, int limit);

    /**
     * Newest first.
     *
     * @param service only of this one; of all when absent
     * @param pageToken empty for the first page
     * @param pageSize 1 to {@link Page#SIZE_MAX}
     * @throws IllegalArgumentException the token is none of ours
     */
    Page<StoredRollout> list(@Nullable ServiceName service, String pageToken, int pageSize);

    /** Every rollout that is not finished, oldest first. */
    List<RolloutId> running();

    /** The rollout of the service that is not finished. */
    Optional<RolloutId> running(ServiceName service);

    /**
     * Stores everything that follows from one input, all of it or nothing.
     *
     * @throws io.portcullis.port.StaleRevision the log or the looks have gone on meanwhile
     */
    void commit(RolloutCommit commit);

    /** The analysis as of the last look; absent when none was stored. */
    Optional<StoredSnapshot> snapshot(RolloutId id);

    /** Last counted values of pulled series, by source. */
    Map<String, Bytes> seriesBooks(RolloutId id);

    /** Kept looks from one id to another, both included, in order; ids up to 0 are before the start. */
    List<StoredLook> looks(RolloutId id, int from, int to);

    /** Report of the last look, as its writer encoded it. */
    Optional<Bytes> lastReport(RolloutId id);

    /** What runs in each region of the service since its last rollout that succeeded. */
    SortedMap<Region, RunningRelease> runningReleases(ServiceName service);
}
