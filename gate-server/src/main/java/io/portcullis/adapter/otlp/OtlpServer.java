package io.portcullis.adapter.otlp;

import io.opentelemetry.proto.resource.v1.Resource;
import io.portcullis.app.intake.ServerKey;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.Origin;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whose metrics a resource brings.
 *
 * @param origin from {@code portcullis.arm} where the sender knows it, else from {@code
 *     service.version}
 */
record OtlpServer(ServiceDefinition definition, ServerKey key, Origin origin) {

    static final String SERVICE = "service.name";
    static final String VERSION = "service.version";
    static final String INSTANCE = "service.instance.id";
    static final String REGION = "cloud.region";
    static final String ARM = "portcullis.arm";

    static OtlpServer of(
            Resource resource, Function<String, Optional<ServiceDefinition>> services) {
        var attributes = OtlpAttributes.of(resource.getAttributesList());
        String name = attributes.get(SERVICE);
        var service =
                services.apply(name)
                        .orElseThrow(() ->
                                new PointRejected(
                                        SERVICE + " is " + name + "; not a known service"));
        String where = attributes.get(REGION);
        Region region =
                service.regions().stream()
                        .filter(known -> known.name().equals(where))
                        .findFirst()
                        .orElseThrow(() ->
                                new PointRejected(
                                        "%s is %s; %s runs in %s"
                                                .formatted(
                                                        REGION, where, name, service.regions())));
        var key = new ServerKey(ServerKey.Way.OTLP, region, attributes.get(INSTANCE));
        var origin =
                attributes
                        .arm(ARM)
                        .<Origin>map(Origin.OfArm::new)
                        .orElseGet(() -> Origin.ofVersion(attributes.find(VERSION).orElse("")));
        return new OtlpServer(service, key, origin);
    }

    ServiceName service() {
        return definition.name();
    }
}
