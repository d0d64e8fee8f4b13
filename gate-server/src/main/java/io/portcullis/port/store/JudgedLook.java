package io.portcullis.port.store;

import io.portcullis.kernel.evidence.LookEvidence;
import java.util.Map;

/**
 * A look and all that was counted and concluded in it.
 *
 * @param look its id; stored only where the last one is the id before
 * @param evidence what was counted
 * @param snapshot analysis after it; {@link Bytes#NONE} while there is no analysis yet
 * @param report for display, of which only the newest is kept
 * @param seriesBooks last counted values of pulled series, by source; others stay as they are
 * @param inboxCursor pushed evidence up to here is counted
 * @param referenceLook looks up to this one stand for those before the rollout and are kept like
 *     them; 0 for none
 */
public record JudgedLook(
        int look,
        LookEvidence evidence,
        Bytes snapshot,
        Bytes report,
        Map<String, Bytes> seriesBooks,
        long inboxCursor,
        int referenceLook) {

    public JudgedLook {
        seriesBooks = Map.copyOf(seriesBooks);
        if (look < 1) {
            throw new IllegalArgumentException("look is " + look + "; must be >= 1");
        }
    }
}
