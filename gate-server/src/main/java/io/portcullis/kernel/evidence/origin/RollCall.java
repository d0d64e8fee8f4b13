package io.portcullis.kernel.evidence.origin;

import io.portcullis.kernel.evidence.Region;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Every process that exists in a region, draining and failing ones included, as one source knows for
 * certain. Who is not named has gone; a source that does not know gives none.
 */
public record RollCall(Region region, String source, Instant at, SortedSet<String> processes) {

    public RollCall {
        processes = Collections.unmodifiableSortedSet(new TreeSet<>(processes));
    }
}
