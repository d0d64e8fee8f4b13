package io.portcullis.wiring.configuration;

import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is set of a server.
 *
 * @param look length of a look
 * @param stateDirectory of the embedded store, the token and server.json
 * @param controls hooks by the name plans give them
 * @param environment what is asked of the world
 */
public record GateConfiguration(
        Duration look,
        Path stateDirectory,
        ServerConfiguration server,
        StoreConfiguration store,
        Policy policy,
        SortedMap<String, HookConfiguration> controls,
        SortedMap<ServiceName, ServiceConfiguration> services,
        SortedMap<Region, RegionConfiguration> regions,
        ProbeConfiguration probes,
        WatchConfiguration watches,
        DependencyConfiguration dependencies,
        EnvironmentPolicy environment,
        IsolationConfiguration isolation) {

    public GateConfiguration {
        controls = Collections.unmodifiableSortedMap(new TreeMap<>(controls));
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    }
}
