package io.portcullis.adapter.kubernetes;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import org.jspecify.annotations.Nullable;

/**
 * The workload of one service in one region.
 *
 * @param configMap whose keys are the configuration's keys; null: keys are not read
 * @param versionLabel label of the pod template that holds the version; where the template lacks it
 *     the image's digest or tag tells
 */
public record KubernetesWorkload(
        ServiceName service,
        Region region,
        WorkloadReference workload,
        @Nullable String configMap,
        String versionLabel) {

    public static final String VERSION_LABEL_DEFAULT = "app.kubernetes.io/version";

    public KubernetesWorkload {
        if (configMap != null) {
            WorkloadReference.requireName("configMap", configMap);
        }
        if (versionLabel.isBlank() || versionLabel.length() > 317) {
            throw new IllegalArgumentException(
                    "versionLabel is '"
                            + versionLabel
                            + "'; must have between 1 and 317 characters");
        }
    }
}
