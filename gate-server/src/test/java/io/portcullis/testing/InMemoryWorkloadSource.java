package io.portcullis.testing;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.control.PodArmSource;
import io.portcullis.port.control.WorkloadFacts;
import io.portcullis.port.control.WorkloadRevision;
import io.portcullis.port.control.WorkloadSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Facts of workloads and arms of pods as the test sets them. Safe for several threads. */
public final class InMemoryWorkloadSource implements WorkloadSource, PodArmSource {

    private final Map<Region, WorkloadFacts> facts = new TreeMap<>();
    private final Map<Region, Map<String, Arm>> arms = new TreeMap<>();
    private final Set<Region> cut = new HashSet<>();

    public synchronized void has(Region region, WorkloadFacts newFacts) {
        facts.put(region, newFacts);
    }

    public synchronized void hasPods(Region region, Map<String, Arm> newArms) {
        arms.put(region, Map.copyOf(newArms));
    }

    public synchronized void cut(Region region) {
        cut.add(region);
    }

    public synchronized void mend(Region region) {
        cut.remove(region);
    }

    @Override
    public synchronized Optional<WorkloadFacts> read(ServiceName service, Region region) {
        requireReachable(region);
        return Optional.ofNullable(facts.get(region));
    }

    @Override
    public synchronized Map<String, Arm> arms(
            ServiceName service, Region region, WorkloadRevision before) {
        requireReachable(region);
        return arms.getOrDefault(region, Map.of());
    }

    private void requireReachable(Region region) {
        if (cut.contains(region)) {
            throw new ControlUnavailable("Region " + region + " was cut off by the test.");
        }
    }
}
