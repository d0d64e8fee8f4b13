package io.portcullis.port.probe;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTask;

/** Probes from where this server stands. Thread-safe; the caller bounds how many run. */
public interface ProbeRunner {

    /**
     * Runs a probe once, for no longer than its time-out and a moment. What cannot be probed is an
     * outcome too: it never throws because the world is broken.
     *
     * @throws InterruptedException the caller was; the probe has been stopped
     */
    ProbeOutcome run(ProbeTask task) throws InterruptedException;
}
