package io.portcullis.adapter.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.portcullis.port.control.ControlUnavailable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pods of a Deployment, each with the template it was made from.
 *
 * @param replicaSets of the Deployment
 */
record DeploymentPods(List<ReplicaSet> replicaSets, List<MadePod> pods) {

    /** More pods than this in one workload are not counted but refused; a page of the API. */
    private static final long LIST_MAX = 5_000;

    /** Phases in which a pod has ended and waits only to be cleaned away. */
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /**
     * A pod that is there.
     *
     * @param origin name of its ReplicaSet
     * @param template the ReplicaSet's, else the pod itself in a template's shape
     */
    record MadePod(String name, String origin, JsonNode template, boolean draining) {}

    static DeploymentPods of(KubernetesClient client, Deployment deployment) {
        var namespace = deployment.getMetadata().getNamespace();
        var options = new ListOptionsBuilder().withLimit(LIST_MAX).build();
        var selector = deployment.getSpec().getSelector();
        var sets =
                client.apps()
                        .replicaSets()
                        .inNamespace(namespace)
                        .withLabelSelector(selector)
                        .list(options);
        var pods = client.pods().inNamespace(namespace).withLabelSelector(selector).list(options);
        requireWhole(deployment, sets.getMetadata().getContinue());
        requireWhole(deployment, pods.getMetadata().getContinue());
        var owned =
                sets.getItems().stream()
                        .filter(set -> isOwnedBy(set, deployment.getMetadata().getUid()))
                        .toList();
        return new DeploymentPods(owned, made(pods.getItems(), owned));
    }

    private static void requireWhole(Deployment deployment, String rest) {
        if (rest != null && !rest.isEmpty()) {
            throw new ControlUnavailable(
                    "Deployment %s has more than %d pods or ReplicaSets; so many are not counted."
                            .formatted(deployment.getMetadata().getName(), LIST_MAX));
        }
    }

    private static List<MadePod> made(List<Pod> pods, List<ReplicaSet> replicaSets) {
        var templates = new HashMap<String, JsonNode>();
        var names = new HashMap<String, String>();
        for (ReplicaSet set : replicaSets) {
            var uid = set.getMetadata().getUid();
            templates.put(uid, PodTemplates.tree(set.getSpec().getTemplate()));
            names.put(uid, set.getMetadata().getName());
        }
        return pods.stream()
                .filter(pod -> !hasEnded(pod))
                .flatMap(pod -> made(pod, templates, names).stream())
                .toList();
    }

    private static Optional<MadePod> made(
            Pod pod, Map<String, JsonNode> templates, Map<String, String> names) {
        boolean draining = pod.getMetadata().getDeletionTimestamp() != null;
        var owner = controller(pod);
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        var uid = owner.get().getUid();
        var template = templates.get(uid);
        if (template != null) {
            var origin = names.getOrDefault(uid, owner.get().getName());
            return Optional.of(
                    new MadePod(pod.getMetadata().getName(), origin, template, draining));
        }
        // Its ReplicaSet is gone while it still drains: what it runs is read from itself.
        if (draining && owner.get().getKind().equals("ReplicaSet")) {
            var own = PodTemplates.tree(inTemplateShape(pod));
            return Optional.of(
                    new MadePod(pod.getMetadata().getName(), owner.get().getName(), own, true));
        }
        return Optional.empty();
    }

    private static PodTemplateSpec inTemplateShape(Pod pod) {
        return new PodTemplateSpec(pod.getMetadata(), pod.getSpec());
    }

    private static boolean hasEnded(Pod pod) {
        return pod.getStatus() != null
                && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
    }

    private static boolean isOwnedBy(HasMetadata object, String uid) {
        return controller(object).filter(owner -> uid.equals(owner.getUid())).isPresent();
    }

    private static Optional<OwnerReference> controller(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }
}
