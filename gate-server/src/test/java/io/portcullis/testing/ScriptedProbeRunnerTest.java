package io.portcullis.testing;

import io.portcullis.port.probe.ProbeRunner;
import io.portcullis.port.probe.ProbeRunnerContract;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeOutcome;

final class ScriptedProbeRunnerTest extends ProbeRunnerContract {

    @Override
    protected ProbeRunner runner() {
        return new ScriptedProbeRunner().say(open().toString(), ProbeOutcome.fit("accepts"));
    }

    @Override
    protected HostPort open() {
        return new HostPort("open.example", 80);
    }

    @Override
    protected HostPort shut() {
        return new HostPort("shut.example", 80);
    }
}
