package io.portcullis.app.isolation;

import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.relay.isolation.IsolationState;
import io.portcullis.kernel.relay.isolation.IsolationStep;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.isolation.IsolationStore;
import io.portcullis.port.isolation.StoredIsolation;
import io.portcullis.port.probe.ProbeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells regions that are cut off from those that only say so or act so. Called by one thread, of the
 * server that watches the environment; another one that takes over goes on where it ended.
 */
public final class IsolationEnvironmentSource implements EnvironmentSource {

    private static final Logger LOG = LoggerFactory.getLogger(IsolationEnvironmentSource.class);

    /** A race is lost to who watched before and looked for the last time. */
    private static final int ATTEMPTS_MAX = 3;

    private final Optional<IsolationWatch> watch;
    private final ProbeStore probes;
    private final ReadSigns signs;
    private final EvidenceInbox inbox;
    private final IsolationStore store;

    /** As it was saved last, or is to be as soon as the store is back. */
    private StoredIsolation known = StoredIsolation.NONE;

    /**
     * @param watch empty to watch nothing
     */
    public IsolationEnvironmentSource(
            Optional<IsolationWatch> watch,
            ProbeStore probes,
            ReadSigns signs,
            EvidenceInbox inbox,
            IsolationStore store) {
        this.watch = watch;
        this.probes = probes;
        this.signs = signs;
        this.inbox = inbox;
        this.store = store;
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
        var inputs = new GatherMesh(watched, probes, signs, inbox).at(now);
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            var before = remembered();
            var step =
                    IsolationStep.of(
                            before.state()
                                    .after(Duration.between(before.at(), now), watched.limits()),
                            inputs,
                            watched.limits(),
                            now);
            if (isKept(before, now, step.state())) {
                return new IsolationObservations(watched, now).of(step.findings());
            }
        }
        throw new StaleRevision("Another server watches the regions");
    }

    private StoredIsolation remembered() {
        try {
            var stored = store.load();
            return stored.revision() == known.revision() ? known : stored;
        } catch (StoreUnavailable e) {
            LOG.warn("What is remembered of regions cannot be read. cause={}", e.getMessage());
            return known;
        }
    }

    /** Without the store the watch goes on from memory. */
    private boolean isKept(StoredIsolation before, Instant now, IsolationState state) {
        try {
            var next = before.next(now, state);
            store.save(next);
            known = next;
            return true;
        } catch (StaleRevision _) {
            return false;
        } catch (StoreUnavailable e) {
            LOG.warn("What is remembered of regions cannot be saved. cause={}", e.getMessage());
            known = new StoredIsolation(before.revision(), now, state);
            return true;
        }
    }
}
