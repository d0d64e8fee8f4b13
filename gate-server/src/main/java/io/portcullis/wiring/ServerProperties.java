package io.portcullis.wiring;

import io.portcullis.wiring.configuration.GateConfiguration;
import java.util.HashMap;
import java.util.Map;

/** What the framework is told of the server's configuration. */
final class ServerProperties {

    private ServerProperties() {}

    static Map<String, Object> of(GateConfiguration configuration) {
        var server = configuration.server();
        var properties = new HashMap<String, Object>();
        properties.put("micronaut.application.name", "portcullis");
        properties.put("grpc.server.host", server.address());
        properties.put("grpc.server.port", server.port());
        properties.put("grpc.server.health.enabled", true);
        properties.put("micronaut.server.host", "127.0.0.1");
        properties.put(
                "micronaut.server.port",
                server.managementPort() == 0 ? -1 : server.managementPort());
        properties.put("endpoints.all.enabled", false);
        properties.put("endpoints.health.enabled", true);
        properties.put("endpoints.health.sensitive", false);
        properties.put("endpoints.health.details-visible", "NEVER");
        properties.put("endpoints.prometheus.enabled", true);
        properties.put("endpoints.prometheus.sensitive", false);
        properties.put("micronaut.metrics.export.prometheus.enabled", true);
        return properties;
    }
}
