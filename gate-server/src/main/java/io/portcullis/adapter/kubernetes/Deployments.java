package io.portcullis.adapter.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.portcullis.port.control.ControlUnavailable;
import java.util.Optional;

/** Fetches the objects of a configured workload. */
final class Deployments {

    private Deployments() {}

    static Optional<Deployment> find(
            KubernetesClient client, KubernetesClusters clusters, KubernetesWorkload workload) {
        return Optional.ofNullable(
                client.apps()
                        .deployments()
                        .inNamespace(clusters.namespace(workload.region()))
                        .withName(workload.workload().name())
                        .get());
    }

    static Deployment require(
            KubernetesClient client, KubernetesClusters clusters, KubernetesWorkload workload) {
        return find(client, clusters, workload)
                .orElseThrow(() -> new ControlUnavailable(missing(clusters, workload)));
    }

    static String missing(KubernetesClusters clusters, KubernetesWorkload workload) {
        return "Region %s has no %s in namespace %s; create it, or correct the workload in the configuration."
                .formatted(
                        workload.region(),
                        workload.workload(),
                        clusters.namespace(workload.region()));
    }

    /** The workload's ConfigMap; it must be configured. */
    static ConfigMap configMap(KubernetesClusters clusters, KubernetesWorkload workload) {
        var region = workload.region();
        var found =
                clusters.ask(
                        region,
                        "reading the keys of configmap/" + workload.configMap(),
                        client ->
                                Optional.ofNullable(
                                        client.configMaps()
                                                .inNamespace(clusters.namespace(region))
                                                .withName(workload.configMap())
                                                .get()));
        return found.orElseThrow(() ->
                new ControlUnavailable(
                        "Region %s has no configmap/%s in namespace %s; create it, or correct the configuration."
                                .formatted(
                                        region, workload.configMap(), clusters.namespace(region))));
    }
}
