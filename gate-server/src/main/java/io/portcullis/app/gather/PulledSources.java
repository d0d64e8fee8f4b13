package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.port.EvidenceSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each service's evidence is pulled from.
 *
 * @param sources one for each region, by service
 * @param signals signals that are pulled where there is a source; pushed counts of them are left out
 * @param byPod services whose samples name only their pod
 */
public record PulledSources(
        Map<ServiceName, List<EvidenceSource>> sources,
        Map<ServiceName, Set<SignalName>> signals,
        Set<ServiceName> byPod) {

    public static final PulledSources NONE = new PulledSources(Map.of(), Map.of(), Set.of());

    public PulledSources {
        sources = Map.copyOf(sources);
        signals = Map.copyOf(signals);
        byPod = Set.copyOf(byPod);
    }

    /** One for each region that has one. */
    public List<EvidenceSource> of(ServiceName service) {
        return sources.getOrDefault(service, List.of());
    }

    Set<SignalName> signalsOf(ServiceName service) {
        return signals.getOrDefault(service, Set.of());
    }
}
