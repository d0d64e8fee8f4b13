package io.portcullis.adapter.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.portcullis.port.control.ControlWorld;
import io.portcullis.port.control.ReleaseReference;
import java.util.Map;

/** The Deployment that tests release and restore. */
final class MediaServer {

    static final String NAME = "media-server";
    static final Map<String, String> SELECTOR = Map.of("app", NAME);

    private MediaServer() {}

    /**
     * The Deployment of a release.
     *
     * @param annotations of the pod template
     */
    static Deployment deployment(
            String namespace, ReleaseReference release, Map<String, String> annotations) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .addToLabels("app.kubernetes.io/managed-by", "Helm")
                .endMetadata()
                .withNewSpec()
                .withReplicas(ControlWorld.SERVER_COUNT)
                .withNewSelector()
                .withMatchLabels(SELECTOR)
                .endSelector()
                .withTemplate(template(release, annotations))
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withNewMaxSurge("100%")
                .withNewMaxUnavailable(0)
                .endRollingUpdate()
                .endStrategy()
                .endSpec()
                .build();
    }

    /** Everything a rollback must bring back differs between releases. */
    static PodTemplateSpec template(ReleaseReference release, Map<String, String> annotations) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .addToLabels(SELECTOR)
                .addToLabels("app.kubernetes.io/version", release.version())
                .addToAnnotations(annotations)
                .addToAnnotations("example.test/configuration", release.configuration())
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("server")
                .withImage(release.artifact())
                .addNewEnv()
                .withName("RELAY_VERSION")
                .withValue(release.version())
                .endEnv()
                .addNewEnvFrom()
                .withNewConfigMapRef(NAME + "-" + release.configuration(), true)
                .endEnvFrom()
                .withNewResources()
                .addToRequests("cpu", new Quantity("0.1"))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    static ConfigMap configMap(String namespace) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .addToData("rpc.timeout", "5s")
                .addToData("config.yaml", "rpc:\n  relay: {version: 7}\n  retries: [1, 2]\n")
                .build();
    }
}
