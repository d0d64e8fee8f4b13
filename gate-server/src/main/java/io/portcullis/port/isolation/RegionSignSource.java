package io.portcullis.port.isolation;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import java.time.Instant;
import java.util.SortedMap;

/**
 * One way of asking regions for signs of life. What cannot be asked has no signs: it never throws
 * because the world is broken.
 */
public interface RegionSignSource {

    /** What an answer proves. */
    Proof.Way way();

    /**
     * Of every region it is set up for; called once a look by one thread, and done well within it.
     */
    SortedMap<Region, RegionSigns> signs(Instant now);
}
