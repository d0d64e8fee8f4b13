package io.portcullis.app;

import io.portcullis.kernel.evidence.Rungs;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The services this server judges.
 *
 * @param rungs what signals stand on, of services of which it is said
 */
public record Services(
        SortedMap<ServiceName, ServiceDefinition> byName, SortedMap<ServiceName, Rungs> rungs) {

    public Services {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
        rungs = Collections.unmodifiableSortedMap(new TreeMap<>(rungs));
    }

    public static Services of(Collection<ServiceDefinition> definitions) {
        var byName = new TreeMap<ServiceName, ServiceDefinition>();
        definitions.forEach(definition -> byName.put(definition.name(), definition));
        return new Services(byName, new TreeMap<>());
    }

    /** What the signals of a service stand on; the usual where nothing is said of it. */
    public Rungs rungs(ServiceName service) {
        return rungs.getOrDefault(service, Rungs.USUAL);
    }

    /**
     * @throws RequestRefused there is none of this name
     */
    public ServiceDefinition get(ServiceName name) {
        return find(name)
                .orElseThrow(() ->
                        RequestRefused.invalid(
                                "service",
                                "service.known",
                                "is '" + name + "'; must be one of " + byName.keySet()));
    }

    public Optional<ServiceDefinition> find(ServiceName name) {
        return Optional.ofNullable(byName.get(name));
    }
}
