package io.portcullis.wiring.configuration;

import io.portcullis.app.probe.CoverageDefinition;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Reads {@code portcullis.services.*.coverage}. */
final class CoverageReader {

    private final ConfigurationTree tree;
    private final SortedMap<ServiceName, ServiceConfiguration> services;

    CoverageReader(ConfigurationTree tree, SortedMap<ServiceName, ServiceConfiguration> services) {
        this.tree = tree;
        this.services = services;
    }

    List<CoverageDefinition> coverage() {
        var all = new ArrayList<CoverageDefinition>();
        services.forEach((name, service) -> {
            String path = "portcullis.services." + name + ".coverage";
            if (!tree.namesUnder(path).isEmpty()) {
                try {
                    all.add(definition(name.value(), service.definition()));
                } catch (IllegalArgumentException e) {
                    tree.errors().add(path + ": " + e.getMessage());
                }
            }
        });
        return all;
    }

    private CoverageDefinition definition(String name, ServiceDefinition service) {
        if (service.links().isEmpty()) {
            throw new IllegalArgumentException("the service has no links; give it links");
        }
        return new CoverageDefinition(
                service,
                signal(given(CoverageKeys.SIGNAL, name), service),
                tree.get(CoverageKeys.KIND, name),
                given(CoverageKeys.TARGET, name),
                Optional.ofNullable(tree.find(CoverageKeys.ARGUMENTS, name)).orElse(List.of()),
                tree.get(CoverageKeys.EVERY, name),
                tree.get(CoverageKeys.TIMEOUT, name));
    }

    private static SignalName signal(String name, ServiceDefinition service) {
        return service.signals().stream()
                .filter(it -> it.name().value().equals(name))
                .filter(CoverageReader::countsAttempts)
                .map(SignalDefinition::name)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "signal is "
                                        + name
                                        + "; must be one of the service's of kind RATIO or PROBE on"
                                        + " links"));
    }

    private static boolean countsAttempts(SignalDefinition signal) {
        boolean attempts = signal.kind() == SignalKind.RATIO || signal.kind() == SignalKind.PROBE;
        return attempts && signal.scope() == Scope.LINK;
    }

    private String given(Key<String> key, String name) {
        String text = tree.find(key, name);
        if (text == null) {
            throw new IllegalArgumentException(
                    key.segments().getLast() + " is missing; must be given");
        }
        return text;
    }
}
