package io.portcullis.port;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import java.time.Instant;

/**
 * Reads what the processes of one service in one region carry, and which exist. Calls block, at
 * longest until the deadline, and may come from many threads.
 */
public interface ProcessSource {

    Region region();

    /**
     * What is known of the last looks; what was given before may be given again.
     *
     * @param deadline by {@code now}'s clock
     * @throws EvidenceUnavailable when the source does not answer: then nothing is known, which is
     *     not that nobody is there
     */
    ProcessEvidence read(Instant now, Instant deadline);
}
