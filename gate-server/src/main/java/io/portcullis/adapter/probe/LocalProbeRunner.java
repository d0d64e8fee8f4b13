package io.portcullis.adapter.probe;

import io.portcullis.port.probe.ProbeRunner;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTask;
import io.portcullis.probe.run.Prober;
import java.time.InstantSource;

/** Runs probes in this process. */
public final class LocalProbeRunner implements ProbeRunner, AutoCloseable {

    private final Prober prober;

    public LocalProbeRunner(InstantSource clock) {
        prober = new Prober(clock);
    }

    @Override
    public ProbeOutcome run(ProbeTask task) throws InterruptedException {
        return prober.run(task);
    }

    @Override
    public void close() {
        prober.close();
    }
}
