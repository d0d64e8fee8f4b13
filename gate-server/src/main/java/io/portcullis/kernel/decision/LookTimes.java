package io.portcullis.kernel.decision;

import java.time.Instant;

/** When looks were made. */
@FunctionalInterface
public interface LookTimes {

    /** The instant of a look of this rollout; of one no longer kept, as near as is known. */
    Instant at(int look);
}
