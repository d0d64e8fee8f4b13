package io.portcullis.adapter.kubernetes;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.portcullis.kernel.release.WorkloadOwner;
import io.portcullis.port.control.CensusAnswer;
import io.portcullis.port.control.CensusOrder;
import io.portcullis.port.control.Control;
import io.portcullis.port.control.ControlAnswer;
import io.portcullis.port.control.ControlAnswer.Done;
import io.portcullis.port.control.ControlAnswer.Refused;
import io.portcullis.port.control.ControlAnswer.Running;
import io.portcullis.port.control.RegionChange;
import io.portcullis.port.control.RestoreOrder;
import io.portcullis.port.control.StageOpening;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings a Deployment back to the pod template it had when the rollout started, and counts its pods
 * by version. It opens no stages.
 *
 * <p>The template is replaced as a whole: image, environment, references to configuration,
 * annotations. Replica count and everything outside the template stay, except that a paused
 * Deployment is resumed, for it would not act on the template. Writing carries the resource version
 * that was read, so that a change made meanwhile is seen and never overwritten blindly. A template
 * that is as recorded already is left alone, whoever put it there.
 *
 * <p>Workloads of another controller are refused, not patched. Safe for several threads.
 */
public final class KubernetesControl implements Control {

    private static final int CONFLICTS_MAX = 5;
    private static final int MESSAGE_LENGTH_MAX = 1_000;
    private static final Duration RETRY_AFTER_CONFLICTS = Duration.ofSeconds(1);
    private static final String CHANGE_CAUSE = "kubernetes.io/change-cause";

    private final KubernetesClusters clusters;

    public KubernetesControl(KubernetesClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public ControlAnswer open(StageOpening order) {
        return new Refused(
                "The kubernetes control restores and counts versions; it cannot open stage "
                        + order.stage()
                        + " in "
                        + order.change().region()
                        + ". Let the pipeline open stages, or name the hook as control.");
    }

    @Override
    public ControlAnswer restore(RestoreOrder order) {
        var workload = workload(order.change());
        var written = order.revision();
        if (workload.isEmpty()) {
            return new Refused(notConfigured(order.change()));
        }
        if (written == null) {
            return new Refused(
                    "No revision of %s in %s was recorded when the rollout started; restore it by hand."
                            .formatted(workload.get().workload(), order.change().region()));
        }
        var recorded = DeploymentRevision.read(written);
        var restored = restoreTemplate(order, workload.get(), recorded);
        return restored instanceof Done
                ? configurationAsRecorded(workload.get(), recorded)
                : restored;
    }

    @Override
    public CensusAnswer census(CensusOrder order) {
        return workload(order.change())
                .<CensusAnswer>map(workload -> counted(order, workload))
                .orElseGet(() -> new CensusAnswer.Refused(notConfigured(order.change())));
    }

    private CensusAnswer.Counted counted(CensusOrder order, KubernetesWorkload workload) {
        return clusters.ask(
                workload.region(),
                "counting the pods of " + workload.workload(),
                client ->
                        PodCensus.of(
                                order,
                                workload,
                                DeploymentPods.of(
                                        client, Deployments.require(client, clusters, workload))));
    }

    private Optional<KubernetesWorkload> workload(RegionChange change) {
        return clusters.workload(change.service(), change.region());
    }

    private ControlAnswer restoreTemplate(
            RestoreOrder order, KubernetesWorkload workload, DeploymentRevision recorded) {
        return clusters.ask(
                workload.region(),
                "restoring " + workload.workload(),
                client -> {
                    for (int attempt = 0; attempt < CONFLICTS_MAX; attempt++) {
                        var answer = restoreOnce(client, order, workload, recorded);
                        if (answer.isPresent()) {
                            return answer.get();
                        }
                    }
                    return new Running(RETRY_AFTER_CONFLICTS);
                });
    }

    /** One attempt; empty when somebody else wrote the Deployment between reading and writing. */
    private Optional<ControlAnswer> restoreOnce(
            KubernetesClient client,
            RestoreOrder order,
            KubernetesWorkload workload,
            DeploymentRevision recorded) {
        var found = Deployments.find(client, clusters, workload);
        if (found.isEmpty()) {
            return Optional.of(new Refused(Deployments.missing(clusters, workload)));
        }
        var deployment = found.get();
        if (isRestored(deployment, recorded)) {
            return Optional.of(new Done());
        }
        var owners = WorkloadOwners.of(client, workload.region(), deployment);
        if (!owners.isEmpty()) {
            return Optional.of(managedElsewhere(workload, owners.getFirst()));
        }
        return replace(client, restored(deployment, order, recorded));
    }

    private static boolean isRestored(Deployment deployment, DeploymentRevision recorded) {
        return !Boolean.TRUE.equals(deployment.getSpec().getPaused())
                && PodTemplates.tree(deployment.getSpec().getTemplate())
                        .equals(recorded.template());
    }

    private static Optional<ControlAnswer> replace(KubernetesClient client, Deployment wanted) {
        try {
            client.resource(wanted).update();
            return Optional.of(new Done());
        } catch (KubernetesClientException e) {
            if (e.getCode() == ClusterFailure.CONFLICT) {
                return Optional.empty();
            }
            if (ClusterFailure.isRefusal(e)) {
                return Optional.of(
                        new Refused(
                                shortened(
                                        "The cluster refuses to restore deployment/"
                                                + wanted.getMetadata().getName()
                                                + ": "
                                                + ClusterFailure.said(e))));
            }
            throw e;
        }
    }

    private static Deployment restored(
            Deployment deployment, RestoreOrder order, DeploymentRevision recorded) {
        return new DeploymentBuilder(deployment)
                .editMetadata()
                .addToAnnotations(CHANGE_CAUSE, "rolled back by " + order.change().rollout())
                .endMetadata()
                .editSpec()
                .withTemplate(PodTemplates.template(recorded.template()))
                .withPaused(false)
                .endSpec()
                .build();
    }

    private static Refused managedElsewhere(KubernetesWorkload workload, WorkloadOwner owner) {
        return new Refused(
                shortened(
                        "%s in %s is owned by %s (%s), which would undo a restore; roll back through it."
                                .formatted(
                                        workload.workload(),
                                        workload.region(),
                                        owner.kind().text(),
                                        owner.name())));
    }

    /** A template names its ConfigMap; that one may have been overwritten in place since. */
    private ControlAnswer configurationAsRecorded(
            KubernetesWorkload workload, DeploymentRevision recorded) {
        if (workload.configMap() == null || recorded.configMap() == null) {
            return new Done();
        }
        var now = ConfigMapReader.digest(Deployments.configMap(clusters, workload));
        if (now.equals(recorded.configMap())) {
            return new Done();
        }
        return new Refused(
                "%s in %s has its old template again, but configmap/%s was changed in place since the rollout started, from %s to %s; put its old content back."
                        .formatted(
                                workload.workload(),
                                workload.region(),
                                workload.configMap(),
                                recorded.configMap(),
                                now));
    }

    private static String notConfigured(RegionChange change) {
        return "No workload of %s is configured in %s; add it to workloads in the configuration."
                .formatted(change.service(), change.region());
    }

    private static String shortened(String text) {
        return text.length() <= MESSAGE_LENGTH_MAX
                ? text
                : text.substring(0, MESSAGE_LENGTH_MAX - 1) + "…";
    }
}
