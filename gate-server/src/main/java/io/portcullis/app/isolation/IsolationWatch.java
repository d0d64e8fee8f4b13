package io.portcullis.app.isolation;

import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.IsolationLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is watched of the regions.
 *
 * @param regions all there are
 * @param relayProbes by name of the probe, the region it tries to reach over the relay path
 * @param edgeProbes by name of the probe, the region it tries to reach where users do
 * @param portProbes by name of the probe, the region whose port of the relay it connects to
 * @param claimants regions that say something of themselves
 * @param here region this server asks from; null outside of all
 * @param effect of what is found
 * @param goneFor how long it must be gone until its incident is closed
 */
public record IsolationWatch(
        SortedSet<Region> regions,
        Map<String, Region> relayProbes,
        Map<String, Region> edgeProbes,
        Map<String, Region> portProbes,
        SortedSet<Region> claimants,
        @Nullable Region here,
        IsolationLimits limits,
        Effect effect,
        Duration goneFor) {

    public IsolationWatch {
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        relayProbes = Map.copyOf(relayProbes);
        edgeProbes = Map.copyOf(edgeProbes);
        portProbes = Map.copyOf(portProbes);
        claimants = Collections.unmodifiableSortedSet(new TreeSet<>(claimants));
    }

    /** Names of those that tell anything of regions. */
    Set<String> probes() {
        var probes = new TreeSet<>(relayProbes.keySet());
        probes.addAll(edgeProbes.keySet());
        probes.addAll(portProbes.keySet());
        return probes;
    }
}
