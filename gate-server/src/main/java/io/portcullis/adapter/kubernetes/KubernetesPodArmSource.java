package io.portcullis.adapter.kubernetes;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.control.PodArmSource;
import io.portcullis.port.control.WorkloadRevision;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells a pod's arm by the ReplicaSet that made it. Safe for several threads. */
public final class KubernetesPodArmSource implements PodArmSource {

    private final KubernetesClusters clusters;

    public KubernetesPodArmSource(KubernetesClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public Map<String, Arm> arms(ServiceName service, Region region, WorkloadRevision before) {
        return clusters.workload(service, region)
                .map(workload -> arms(workload, DeploymentRevision.read(before)))
                .orElseGet(Map::of);
    }

    private Map<String, Arm> arms(KubernetesWorkload workload, DeploymentRevision before) {
        return clusters.ask(
                workload.region(),
                "looking up the pods of " + workload.workload(),
                client ->
                        DeploymentPods.of(client, Deployments.require(client, clusters, workload))
                                .pods()
                                .stream()
                                .collect(
                                        Collectors.toUnmodifiableMap(
                                                DeploymentPods.MadePod::name,
                                                pod -> arm(pod, before))));
    }

    private static Arm arm(DeploymentPods.MadePod pod, DeploymentRevision before) {
        return pod.template().equals(before.template()) ? Arm.STABLE : Arm.CANARY;
    }
}
