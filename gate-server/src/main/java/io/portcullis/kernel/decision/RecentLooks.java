package io.portcullis.kernel.decision;

import io.portcullis.kernel.evidence.LookEvidence;
import java.util.List;

/** The looks just made. Asked only when nothing else stands against a PROCEED. */
@FunctionalInterface
public interface RecentLooks {

    /** At most this many looks, the present one included, those before the rollout as well. */
    List<LookEvidence> last(int count);
}
