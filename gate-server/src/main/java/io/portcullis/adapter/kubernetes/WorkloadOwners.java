package io.portcullis.adapter.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.release.WorkloadOwner;
import io.portcullis.kernel.release.WorkloadOwner.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds other controllers that would undo what the gate does to a Deployment: Argo CD by its
 * tracking id, Flux by its labels, Argo Rollouts and Flagger by owner references and by their own
 * objects that point at the Deployment. Helm alone is none: it acts only when a person runs it.
 */
final class WorkloadOwners {

    private static final String ARGO_TRACKING = "argocd.argoproj.io/tracking-id";
    private static final String ARGO_INSTANCE = "argocd.argoproj.io/instance";
    private static final String FLUX_SUFFIX = ".toolkit.fluxcd.io";
    private static final String FLUX_RECONCILE = "kustomize.toolkit.fluxcd.io/reconcile";
    private static final long LIST_MAX = 500;

    static final ResourceDefinitionContext CANARIES =
            context("flagger.app", "v1beta1", "Canary", "canaries");
    static final ResourceDefinitionContext ROLLOUTS =
            context("argoproj.io", "v1alpha1", "Rollout", "rollouts");

    private WorkloadOwners() {}

    static List<WorkloadOwner> of(KubernetesClient client, Region region, Deployment deployment) {
        var owners = new ArrayList<WorkloadOwner>();
        argoCd(deployment).ifPresent(n -> owners.add(owner(region, Kind.ARGO_CD, n)));
        flux(deployment).ifPresent(n -> owners.add(owner(region, Kind.FLUX, n)));
        rollout(client, deployment).ifPresent(n -> owners.add(owner(region, Kind.ARGO_ROLLOUT, n)));
        canary(client, deployment).ifPresent(n -> owners.add(owner(region, Kind.FLAGGER, n)));
        return List.copyOf(owners);
    }

    private static WorkloadOwner owner(Region region, Kind kind, String name) {
        return new WorkloadOwner(region, kind, name);
    }

    private static Optional<String> argoCd(Deployment deployment) {
        var annotations = annotations(deployment);
        var labels = labels(deployment);
        return Optional.ofNullable(annotations.get(ARGO_TRACKING))
                .or(() -> Optional.ofNullable(labels.get(ARGO_TRACKING)))
                .or(() -> Optional.ofNullable(labels.get(ARGO_INSTANCE)));
    }

    private static Optional<String> flux(Deployment deployment) {
        if ("disabled".equals(annotations(deployment).get(FLUX_RECONCILE))
                || "disabled".equals(labels(deployment).get(FLUX_RECONCILE))) {
            return Optional.empty();
        }
        return labels(deployment).entrySet().stream()
                .filter(label -> isFlux(label.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue())
                .findFirst();
    }

    private static boolean isFlux(String label) {
        int slash = label.indexOf('/');
        return slash > 0 && label.substring(0, slash).endsWith(FLUX_SUFFIX);
    }

    private static Optional<String> rollout(KubernetesClient client, Deployment deployment) {
        return ownerReference(deployment, "argoproj.io/", "Rollout")
                .or(() -> pointingAt(client, ROLLOUTS, "workloadRef", deployment));
    }

    private static Optional<String> canary(KubernetesClient client, Deployment deployment) {
        return ownerReference(deployment, "flagger.app/", "Canary")
                .or(() -> pointingAt(client, CANARIES, "targetRef", deployment));
    }

    private static Optional<String> ownerReference(
            Deployment deployment, String group, String kind) {
        return deployment.getMetadata().getOwnerReferences().stream()
                .filter(owner ->
                        owner.getApiVersion().startsWith(group) && owner.getKind().equals(kind))
                .map(OwnerReference::getName)
                .findFirst();
    }

    private static Optional<String> pointingAt(
            KubernetesClient client,
            ResourceDefinitionContext context,
            String field,
            Deployment deployment) {
        try {
            return client
                    .genericKubernetesResources(context)
                    .inNamespace(deployment.getMetadata().getNamespace())
                    .list(new ListOptionsBuilder().withLimit(LIST_MAX).build())
                    .getItems()
                    .stream()
                    .filter(object -> pointsAt(object, field, deployment))
                    .map(object -> object.getMetadata().getName())
                    .findFirst();
        } catch (KubernetesClientException e) {
            if (e.getCode() == ClusterFailure.NOT_FOUND) {
                return Optional.empty(); // the cluster does not know the kind: nobody uses it
            }
            throw e;
        }
    }

    private static boolean pointsAt(
            GenericKubernetesResource object, String field, Deployment deployment) {
        return Objects.equals(object.get("spec", field, "kind"), "Deployment")
                && Objects.equals(
                        object.get("spec", field, "name"), deployment.getMetadata().getName());
    }

    private static Map<String, String> labels(Deployment deployment) {
        var labels = deployment.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private static Map<String, String> annotations(Deployment deployment) {
        var annotations = deployment.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }

    private static ResourceDefinitionContext context(
            String group, String version, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
