package io.portcullis.adapter.kubernetes;

import io.portcullis.kernel.evidence.Region;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one region's cluster is reached.
 *
 * @param kubeconfig file to read; null: {@code KUBECONFIG}, {@code ~/.kube/config} or, inside a
 *     cluster, the pod's own service account
 * @param context of that file; null: its current one
 * @param namespace of the workloads
 * @param requestTimeout of one request, from 100 ms to 60 s; 5 s by default
 */
public record KubernetesRegion(
        Region region,
        @Nullable Path kubeconfig,
        @Nullable String context,
        String namespace,
        Duration requestTimeout) {

    public static final Duration REQUEST_TIMEOUT_DEFAULT = Duration.ofSeconds(5);

    private static final Duration REQUEST_TIMEOUT_MIN = Duration.ofMillis(100);
    private static final Duration REQUEST_TIMEOUT_MAX = Duration.ofSeconds(60);

    public KubernetesRegion {
        WorkloadReference.requireName("namespace", namespace);
        if (requestTimeout.compareTo(REQUEST_TIMEOUT_MIN) < 0
                || requestTimeout.compareTo(REQUEST_TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException(
                    "requestTimeout is "
                            + requestTimeout
                            + "; must be between "
                            + REQUEST_TIMEOUT_MIN
                            + " and "
                            + REQUEST_TIMEOUT_MAX);
        }
    }
}
