package io.portcullis.port.isolation;

/**
 * Keeps what is remembered of regions from look to look, over restarts and changes of the owner. Calls
 * throw {@link io.portcullis.port.StoreUnavailable}.
 */
public interface IsolationStore {

    /** What was saved last; what a later version saved, or an earlier one, may be forgotten. */
    StoredIsolation load();

    /**
     * Takes the place of the one before it.
     *
     * @throws io.portcullis.port.StaleRevision the one before it is not the last any more
     */
    void save(StoredIsolation next);
}
