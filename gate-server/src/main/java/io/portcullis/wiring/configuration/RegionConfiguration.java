package io.portcullis.wiring.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How a region's metrics and cluster are reached; either may be left out. */
public record RegionConfiguration(
        Optional<PrometheusEndpoint> prometheus, Optional<KubernetesCluster> kubernetes) {

    /**
     * A Prometheus-compatible store.
     *
     * @param delay how far behind now it is asked; empty to work it out
     * @param user of basic authorization
     * @param credentialsFile bearer token, or the user's password
     * @param headers further ones, by name
     */
    public record PrometheusEndpoint(
            URI url,
            Optional<Duration> delay,
            Optional<String> user,
            Optional<Path> credentialsFile,
            Map<String, String> headers) {

        public PrometheusEndpoint {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * A cluster.
     *
     * @param kubeconfig empty for the usual file
     * @param context empty for the file's current one
     */
    public record KubernetesCluster(
            Optional<Path> kubeconfig, Optional<String> context, String namespace) {}
}
