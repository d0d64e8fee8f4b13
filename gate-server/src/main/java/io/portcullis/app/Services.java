package io.portcullis.app;

import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The services this server judges. */
public record Services(SortedMap<ServiceName, ServiceDefinition> byName) {

    public Services {
        byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    public static Services of(Collection<ServiceDefinition> definitions) {
        var byName = new TreeMap<ServiceName, ServiceDefinition>();
        definitions.forEach(definition -> byName.put(definition.name(), definition));
        return new Services(byName);
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
