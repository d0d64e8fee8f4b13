package io.portcullis.wiring.configuration;

import io.portcullis.app.dependency.Dependency;
import java.util.List;

/** What services depend on besides their own servers. */
public record DependencyConfiguration(List<Dependency> dependencies) {

    public DependencyConfiguration {
        dependencies = List.copyOf(dependencies);
    }
}
