package io.portcullis.app.isolation;

import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.relay.isolation.IsolationState;
import io.portcullis.kernel.relay.isolation.IsolationStep;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.probe.ProbeStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells regions that are cut off from those that only say so or act so. Called by one thread; it
 * starts anew with the server.
 */
public final class IsolationEnvironmentSource implements EnvironmentSource {

    private final Optional<IsolationWatch> watch;
    private final ProbeStore probes;
    private final ReadSigns signs;
    private IsolationState state = IsolationState.NONE;

    /**
     * @param watch empty to watch nothing
     */
    public IsolationEnvironmentSource(
            Optional<IsolationWatch> watch, ProbeStore probes, ReadSigns signs) {
        this.watch = watch;
        this.probes = probes;
        this.signs = signs;
    }

    @Override
    public String name() {
        return IsolationObservations.SOURCE;
    }

    @Override
    public List<Observation> observe(Instant now) {
        return watch.map(it -> observe(it, now)).orElse(List.of());
    }

    private List<Observation> observe(IsolationWatch watched, Instant now) {
        var inputs = new GatherMesh(watched, probes, signs).at(now);
        var step = IsolationStep.of(state, inputs, watched.limits(), now);
        state = step.state();
        return new IsolationObservations(watched, now).of(step.findings());
    }
}
