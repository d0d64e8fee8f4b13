package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.time.Instant;

/** What is held true of a part of the mesh after a look. */
public sealed interface Finding {

    Verdict verdict();

    /** First evidence of it. */
    Instant since();

    /** For people: the numbers, and what to do. */
    String text();

    /**
     * Of a region in one direction.
     *
     * @param watch whether it could be told at all
     */
    record OfRegion(
            Side side, Verdict verdict, Instant since, Advice advice, Watch watch, String text)
            implements Finding {}

    /** Of a link. */
    record OfLink(Link link, Verdict verdict, Instant since, String text) implements Finding {}

    /**
     * A region that can be reached and is offline nevertheless for longer than it takes to notice:
     * what it decided when it was cut off has latched.
     *
     * @param since when it could be reached again
     */
    record OfLatch(Region region, Verdict verdict, Instant since, String text) implements Finding {}

    /** Whether enough looks at a region for a quorum. */
    enum Watch {
        ENOUGH,
        /** As it is set up no quorum can exist, and nobody saw anything bad. */
        TOO_FEW
    }
}
