package io.portcullis.adapter.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.release.WorkloadOwner;
import io.portcullis.kernel.release.WorkloadOwner.Kind;
import io.portcullis.port.control.ReleaseReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnableKubernetesMockClient(crud = true)
final class WorkloadOwnersTest {

    private static final Region REGION = new Region("eu-west");

    @SuppressWarnings("NullAway.Init") // set by the extension
    private KubernetesClient client;

    private final Deployment deployment =
            MediaServer.deployment("media", new ReleaseReference("1", "a:1", "c"), Map.of());

    @Test
    void takesHelmForNoController() {
        deployment.getMetadata().setAnnotations(Map.of("meta.helm.sh/release-name", "media"));
        deployment
                .getMetadata()
                .setLabels(
                        Map.of(
                                "app.kubernetes.io/managed-by",
                                "Helm",
                                "app.kubernetes.io/instance",
                                "media",
                                "helm.sh/chart",
                                "media-1"));

        assertThat(owners()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "annotation, argocd.argoproj.io/tracking-id,      ARGO_CD",
        "label,      argocd.argoproj.io/tracking-id,      ARGO_CD",
        "label,      argocd.argoproj.io/instance,         ARGO_CD",
        "label,      kustomize.toolkit.fluxcd.io/name,    FLUX",
        "label,      helm.toolkit.fluxcd.io/name,         FLUX",
    })
    void findsControllersByTheirMarks(String where, String key, Kind kind) {
        if (where.equals("label")) {
            deployment.getMetadata().setLabels(Map.of(key, "apps"));
        } else {
            deployment.getMetadata().setAnnotations(Map.of(key, "apps"));
        }

        assertThat(owners()).extracting(WorkloadOwner::kind).containsExactly(kind);
        assertThat(owners().getFirst().name()).contains("apps");
    }

    @Test
    void leavesOutFluxWhereItIsToldNotToReconcile() {
        deployment.getMetadata().setLabels(Map.of("kustomize.toolkit.fluxcd.io/name", "apps"));
        deployment
                .getMetadata()
                .setAnnotations(Map.of("kustomize.toolkit.fluxcd.io/reconcile", "disabled"));

        assertThat(owners()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "argoproj.io/v1alpha1, Rollout,    ARGO_ROLLOUT",
        "flagger.app/v1beta1,  Canary,     FLAGGER",
    })
    void findsControllersByOwnerReference(String apiVersion, String kind, Kind expected) {
        deployment
                .getMetadata()
                .setOwnerReferences(
                        List.of(
                                new OwnerReferenceBuilder()
                                        .withApiVersion(apiVersion)
                                        .withKind(kind)
                                        .withName("media")
                                        .withUid("1")
                                        .build()));

        assertThat(owners()).containsExactly(new WorkloadOwner(REGION, expected, "media"));
    }

    @ParameterizedTest
    @CsvSource({
        "argoproj.io/v1alpha1, Rollout, workloadRef, media-server, ARGO_ROLLOUT",
        "flagger.app/v1beta1,  Canary,  targetRef,   media-server, FLAGGER",
        "flagger.app/v1beta1,  Canary,  targetRef,   other,        ",
    })
    void findsObjectsThatPointAtTheDeployment(
            String apiVersion, String kind, String field, String name, @Nullable Kind expected) {
        var context = kind.equals("Canary") ? WorkloadOwners.CANARIES : WorkloadOwners.ROLLOUTS;
        client.genericKubernetesResources(context)
                .resource(pointing(apiVersion, kind, field, name))
                .create();

        if (expected == null) {
            assertThat(owners()).isEmpty();
        } else {
            assertThat(owners()).containsExactly(new WorkloadOwner(REGION, expected, "points"));
        }
    }

    private static GenericKubernetesResource pointing(
            String apiVersion, String kind, String field, String name) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(apiVersion)
                .withKind(kind)
                .withNewMetadata()
                .withName("points")
                .withNamespace("media")
                .endMetadata()
                .addToAdditionalProperties(
                        "spec", Map.of(field, Map.of("kind", "Deployment", "name", name)))
                .build();
    }

    private List<WorkloadOwner> owners() {
        return WorkloadOwners.of(client, REGION, deployment);
    }
}
