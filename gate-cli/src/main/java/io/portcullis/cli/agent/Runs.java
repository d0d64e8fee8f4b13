package io.portcullis.cli.agent;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTask;

/** Runs probes. Thread-safe. */
@FunctionalInterface
interface Runs {

    ProbeOutcome run(ProbeTask task) throws InterruptedException;
}
