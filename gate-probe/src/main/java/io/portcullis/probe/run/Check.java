package io.portcullis.probe.run;

import io.portcullis.probe.ProbeOutcome;
import java.time.Duration;

/** One run of one kind of probe. */
interface Check {

    /**
     * @param timeout after which the answer is not wanted any more
     * @throws Exception what went wrong, for {@link Failures}
     */
    ProbeOutcome check(Duration timeout) throws Exception;
}
