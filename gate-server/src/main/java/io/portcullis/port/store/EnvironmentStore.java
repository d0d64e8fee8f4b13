package io.portcullis.port.store;

import io.portcullis.kernel.environment.freeze.FreezeId;
import io.portcullis.kernel.environment.freeze.PersonsFreeze;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what is held true of the world, and the freezes of people.
 *
 * <p>Safe for many threads and replicas. Every method throws {@link io.portcullis.port.StoreUnavailable} when the
 * store cannot be reached.
 */
public interface EnvironmentStore {

    /** Most freezes in force or to come; one that is not looked at would stop nothing. */
    int IN_FORCE_MAX = 1_000;

    /** Pages that were told longer than this before a look are forgotten with it. */
    Duration TOLD_PAGES_KEPT = Duration.ofDays(7);

    /** What was last committed; revision 0 and nothing before the first commit. */
    StoredHealth load();

    /**
     * Stores a look with the incidents that follow from it, and its pages in the
     * {@link ActionQueue}, all of it or nothing.
     *
     * @throws io.portcullis.port.StaleRevision another look or a person was faster
     */
    void commit(EnvironmentCommit commit);

    /**
     * Stores a new freeze.
     *
     * @return false, and nothing is stored, when {@link #freezesFrom} has {@link #IN_FORCE_MAX}
     */
    boolean add(PersonsFreeze freeze, Instant now);

    /** Replaces the freeze of that id. */
    void replace(PersonsFreeze freeze);

    Optional<PersonsFreeze> freeze(FreezeId id);

    /** Freezes nobody ended that are not over yet, those to come included; newest first. */
    List<PersonsFreeze> freezesFrom(Instant now);

    /**
     * Every freeze there ever was, newest first.
     *
     * @param pageToken empty for the first page
     * @param pageSize 1 to {@link Page#SIZE_MAX}
     * @throws IllegalArgumentException the token is none of ours
     */
    Page<PersonsFreeze> freezes(String pageToken, int pageSize);
}
