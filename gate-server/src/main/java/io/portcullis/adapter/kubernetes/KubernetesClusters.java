package io.portcullis.adapter.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.control.ControlUnavailable;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The regions' clusters, one client each, made at first use: a kubeconfig that is missing or a
 * cluster that is down fails its own region's calls and no other's. Safe for several threads.
 */
public final class KubernetesClusters implements AutoCloseable {

    private static final int RETRY_LIMIT = 1;
    private static final int RETRY_INTERVAL_MILLIS = 200;

    private final Map<Region, KubernetesRegion> regions;
    private final Map<WorkloadKey, KubernetesWorkload> workloads;
    private final Map<Region, KubernetesClient> clients = new ConcurrentHashMap<>();

    /**
     * @param regions each region once
     * @param workloads each service and region once; their regions are among the regions
     */
    public KubernetesClusters(List<KubernetesRegion> regions, List<KubernetesWorkload> workloads) {
        this.regions = new TreeMap<>();
        for (KubernetesRegion region : regions) {
            if (this.regions.put(region.region(), region) != null) {
                throw new IllegalArgumentException("region " + region.region() + " is named twice");
            }
        }
        for (KubernetesWorkload workload : workloads) {
            if (!this.regions.containsKey(workload.region())) {
                throw new IllegalArgumentException(
                        "workload of "
                                + workload.service()
                                + " is in "
                                + workload.region()
                                + ", which has no Kubernetes; must be one of "
                                + this.regions.keySet());
            }
        }
        this.workloads =
                workloads.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        w -> new WorkloadKey(w.service(), w.region()), w -> w));
    }

    /** The workload of a service in a region, where one is configured. */
    Optional<KubernetesWorkload> workload(ServiceName service, Region region) {
        return Optional.ofNullable(workloads.get(new WorkloadKey(service, region)));
    }

    String namespace(Region region) {
        return configured(region).namespace();
    }

    /**
     * Asks a region's cluster.
     *
     * @param doing for people: what is being done, such as "reading deployment/media-server"
     */
    <T> T ask(Region region, String doing, Function<KubernetesClient, T> question) {
        try {
            return question.apply(clients.computeIfAbsent(region, this::connect));
        } catch (KubernetesClientException e) {
            var message = ClusterFailure.text(configured(region), doing, e);
            throw new ControlUnavailable(message, e);
        }
    }

    private KubernetesRegion configured(Region region) {
        var found = regions.get(region);
        if (found == null) {
            throw new IllegalArgumentException("region " + region + " has no Kubernetes");
        }
        return found;
    }

    private KubernetesClient connect(Region region) {
        var wanted = configured(region);
        var config = read(wanted);
        int timeoutMillis = Math.toIntExact(wanted.requestTimeout().toMillis());
        config.setRequestTimeout(timeoutMillis);
        config.setConnectionTimeout(timeoutMillis);
        config.setRequestRetryBackoffLimit(RETRY_LIMIT);
        config.setRequestRetryBackoffInterval(RETRY_INTERVAL_MILLIS);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Config read(KubernetesRegion wanted) {
        var file = wanted.kubeconfig();
        if (file != null && !Files.isReadable(file)) {
            throw new ControlUnavailable(
                    "Region %s: the kubeconfig %s cannot be read; name one that can."
                            .formatted(wanted.region(), file));
        }
        var config =
                file == null
                        ? Config.autoConfigure(wanted.context())
                        : Config.fromKubeconfig(wanted.context(), file.toFile());
        requireContext(wanted, config);
        return config;
    }

    /** The library takes its defaults for a context it does not find: another cluster's, at worst. */
    private static void requireContext(KubernetesRegion wanted, Config config) {
        var context = wanted.context();
        var current = config.getCurrentContext();
        if (context != null && (current == null || !context.equals(current.getName()))) {
            throw new ControlUnavailable(
                    "Region %s: the kubeconfig has no context %s; name one it has."
                            .formatted(wanted.region(), context));
        }
    }

    @Override
    public void close() {
        clients.values().forEach(KubernetesClient::close);
        clients.clear();
    }

    private record WorkloadKey(ServiceName service, Region region) {}
}
