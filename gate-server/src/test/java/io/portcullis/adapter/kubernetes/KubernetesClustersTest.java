package io.portcullis.adapter.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.control.ControlUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KubernetesClustersTest {

    private static final Region REGION = new Region("eu-west");
    private static final ServiceName SERVICE = new ServiceName("media-server");

    @TempDir private Path directory;

    @Test
    void namesAKubeconfigThatIsMissing() {
        assertUnavailable(directory.resolve("none"), null, "none");
    }

    @Test
    void namesAContextThatTheKubeconfigLacks() throws IOException {
        assertUnavailable(kubeconfig("http://127.0.0.1:1"), "us-west", "us-west");
    }

    @Test
    void namesAClusterThatDoesNotAnswer() throws IOException {
        assertUnavailable(kubeconfig("http://127.0.0.1:1"), "here", "does not answer");
    }

    private void assertUnavailable(Path kubeconfig, @Nullable String context, String said) {
        try (var clusters = clusters(kubeconfig, context)) {
            assertThatThrownBy(() -> new KubernetesWorkloadSource(clusters).read(SERVICE, REGION))
                    .isInstanceOf(ControlUnavailable.class)
                    .hasMessageContainingAll("eu-west", said);
        }
    }

    private static KubernetesClusters clusters(Path kubeconfig, @Nullable String context) {
        return new KubernetesClusters(
                List.of(
                        new KubernetesRegion(
                                REGION, kubeconfig, context, "media", Duration.ofMillis(500))),
                List.of(workload(REGION)));
    }

    private static KubernetesWorkload workload(Region region) {
        return new KubernetesWorkload(
                SERVICE, region, new WorkloadReference("media-server"), null, "version");
    }

    private Path kubeconfig(String server) throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts: [{name: here, context: {cluster: here, user: here}}]
                clusters: [{name: here, cluster: {server: "%s"}}]
                users: [{name: here, user: {token: none}}]
                """
                        .formatted(server));
    }

    @Test
    void demandsAClusterForEachWorkload() {
        assertThatThrownBy(() -> new KubernetesClusters(List.of(), List.of(workload(REGION))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("media-server", "eu-west");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"media-server", "statefulset/media-server", "deployment/", "deployment/A"})
    void readsNoReferenceThatNamesNoDeployment(String text) {
        assertThatThrownBy(() -> WorkloadReference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("workload");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | admission webhook \"x\" denied the request          | true",
                "422 | Deployment is invalid: spec.template                | true",
                "403 | admission webhook \"x\" denied the request: frozen  | true",
                "403 | exceeded quota: pods                                | true",
                "403 | User \"x\" cannot update resource \"deployments\"   | false",
                "401 | Unauthorized                                        | false",
                "429 | too many requests                                   | false",
                "500 | internal                                            | false",
            })
    void tellsARefusalFromAFailure(int code, String message, boolean refusal) {
        assertThat(ClusterFailure.isRefusal(new KubernetesClientException(message, code, null)))
                .isEqualTo(refusal);
    }
}
