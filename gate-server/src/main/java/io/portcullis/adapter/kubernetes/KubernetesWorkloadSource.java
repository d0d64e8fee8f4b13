package io.portcullis.adapter.kubernetes;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.release.ConfigurationKeys;
import io.portcullis.port.control.WorkloadFacts;
import io.portcullis.port.control.WorkloadSource;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Deployments as they are. Safe for several threads. */
public final class KubernetesWorkloadSource implements WorkloadSource {

    private static final String REVISION = "deployment.kubernetes.io/revision";

    private final KubernetesClusters clusters;

    public KubernetesWorkloadSource(KubernetesClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public Optional<WorkloadFacts> read(ServiceName service, Region region) {
        return clusters.workload(service, region).map(this::read);
    }

    private WorkloadFacts read(KubernetesWorkload workload) {
        var region = workload.region();
        var deployment =
                clusters.ask(
                        region,
                        "reading " + workload.workload(),
                        client -> Deployments.require(client, clusters, workload));
        var keys = keys(workload);
        return clusters.ask(
                region,
                "reading the pods and owners of " + workload.workload(),
                client -> facts(client, workload, deployment, keys));
    }

    private @Nullable ConfigurationKeys keys(KubernetesWorkload workload) {
        if (workload.configMap() == null) {
            return null;
        }
        return ConfigMapReader.keys(Deployments.configMap(clusters, workload));
    }

    private static WorkloadFacts facts(
            KubernetesClient client,
            KubernetesWorkload workload,
            Deployment deployment,
            @Nullable ConfigurationKeys keys) {
        var pods = DeploymentPods.of(client, deployment);
        var running = pods.replicaSets().stream().max(MOST_READY);
        var template =
                running.map(set -> PodTemplates.tree(set.getSpec().getTemplate()))
                        .orElseGet(() -> PodTemplates.tree(deployment.getSpec().getTemplate()));
        var revision =
                new DeploymentRevision(
                        workload.workload().toString(),
                        running.map(KubernetesWorkloadSource::number).orElse(""),
                        template,
                        keys == null ? null : keys.digest());
        return new WorkloadFacts(
                workload.workload().toString(),
                WorkloadOwners.of(client, workload.region(), deployment),
                keys,
                revision.written(),
                TemplateVersion.said(template, workload.versionLabel()).orElse(null),
                zeroIfNull(deployment.getSpec().getReplicas()),
                deployment.getStatus() == null
                        ? 0
                        : zeroIfNull(deployment.getStatus().getReadyReplicas()));
    }

    /**
     * What runs is what most ready pods are of, and only among equals the newest: a template that was
     * applied but never became ready is not what a rollback should lead back to.
     */
    private static final Comparator<ReplicaSet> MOST_READY =
            Comparator.<ReplicaSet>comparingInt(set ->
                            set.getStatus() == null
                                    ? 0
                                    : zeroIfNull(set.getStatus().getReadyReplicas()))
                    .thenComparingLong(set -> Long.parseLong("0" + number(set)));

    private static String number(ReplicaSet set) {
        var annotations = set.getMetadata().getAnnotations();
        var number = annotations == null ? "" : annotations.getOrDefault(REVISION, "");
        return number.matches("\\d{1,18}") ? number : "";
    }

    private static int zeroIfNull(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
