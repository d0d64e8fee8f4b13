package io.portcullis.adapter.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.control.Control;
import io.portcullis.port.control.ControlWorld;
import io.portcullis.port.control.PodArmSource;
import io.portcullis.port.control.ReleaseReference;
import io.portcullis.port.control.WorkloadRevision;
import io.portcullis.port.control.WorkloadSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Clusters with the media server in each, and the adapter under test in front of them. */
abstract class KubernetesWorld implements ControlWorld {

    private static final ServiceName SERVICE = new ServiceName("media-server");
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private static final int EDITS_MAX = 100;

    private final Map<Region, WorkloadRevision> revisions = new HashMap<>();
    private final Map<Region, TcpProxy> proxies = new TreeMap<>();
    private @Nullable KubernetesClusters clusters;

    /** A client that may do everything and is not the one under test. */
    abstract KubernetesClient admin(Region region);

    abstract String namespace(Region region);

    /** Has the cluster make pods of a release, and waits until no other is left. */
    abstract void release(Region region, ReleaseReference release, Draining draining);

    /** Starts the adapter; each kubeconfig leads through the region's proxy. */
    final void connect(Map<Region, Path> kubeconfigs) {
        var regions =
                kubeconfigs.entrySet().stream()
                        .map(entry ->
                                new KubernetesRegion(
                                        entry.getKey(),
                                        entry.getValue(),
                                        null,
                                        namespace(entry.getKey()),
                                        REQUEST_TIMEOUT))
                        .toList();
        var workloads = kubeconfigs.keySet().stream().map(KubernetesWorld::workload).toList();
        clusters = new KubernetesClusters(List.copyOf(regions), workloads);
    }

    /** Writes down what runs, as the application does when a rollout starts. */
    final void record(Region region) {
        revisions.put(region, source().read(SERVICE, region).orElseThrow().revision());
    }

    private static KubernetesWorkload workload(Region region) {
        return new KubernetesWorkload(
                SERVICE,
                region,
                WorkloadReference.parse("deployment/" + MediaServer.NAME),
                MediaServer.NAME,
                KubernetesWorkload.VERSION_LABEL_DEFAULT);
    }

    final TcpProxy proxy(Region region, URI server) {
        return proxies.computeIfAbsent(region, _ -> new TcpProxy(server));
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KubernetesClusters clusters() {
        return Objects.requireNonNull(clusters);
    }

    @Override
    public final Control control() {
        return new KubernetesControl(clusters());
    }

    final WorkloadSource source() {
        return new KubernetesWorkloadSource(clusters());
    }

    final PodArmSource arms() {
        return new KubernetesPodArmSource(clusters());
    }

    @Override
    public final @Nullable WorkloadRevision revision(Region region) {
        return revisions.get(region);
    }

    final Deployment deployment(Region region) {
        return admin(region)
                .apps()
                .deployments()
                .inNamespace(namespace(region))
                .withName(MediaServer.NAME)
                .require();
    }

    /** Edits the Deployment; its controller writes to it too, so a conflict only means again. */
    final void edit(Region region, Consumer<Deployment> change) {
        var resource =
                admin(region)
                        .apps()
                        .deployments()
                        .inNamespace(namespace(region))
                        .withName(MediaServer.NAME);
        for (int attempt = 1; ; attempt++) {
            try {
                resource.edit(deployment -> {
                    change.accept(deployment);
                    return deployment;
                });
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != ClusterFailure.CONFLICT || attempt == EDITS_MAX) {
                    throw e;
                }
            }
        }
    }

    final void configure(Region region, Map<String, String> data) {
        admin(region)
                .configMaps()
                .inNamespace(namespace(region))
                .withName(MediaServer.NAME)
                .edit(configMap -> {
                    configMap.setData(data);
                    return configMap;
                });
    }

    final void deleteDeployment(Region region) {
        admin(region)
                .apps()
                .deployments()
                .inNamespace(namespace(region))
                .withName(MediaServer.NAME)
                .delete();
    }

    final List<Pod> pods(Region region) {
        return admin(region)
                .pods()
                .inNamespace(namespace(region))
                .withLabels(MediaServer.SELECTOR)
                .list()
                .getItems();
    }

    final boolean isDraining(Region region, String pod) {
        return pods(region).stream()
                .anyMatch(p -> p.getMetadata().getName().equals(pod) && isDraining(p));
    }

    static boolean isDraining(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    @Override
    public final void release(Region region, Draining draining) {
        release(
                region,
                new ReleaseReference(
                        "1.5.2",
                        "example.test/media-server:1.5.2@sha256:" + "2".repeat(64),
                        "c-new"),
                draining);
    }

    @Override
    public final void refuse(Region region) {
        edit(
                region,
                deployment ->
                        deployment
                                .getMetadata()
                                .getAnnotations()
                                .put("argocd.argoproj.io/tracking-id", "media:apps/Deployment"));
    }

    @Override
    public final void cut(Region region) {
        Objects.requireNonNull(proxies.get(region)).cut();
    }

    @Override
    public final void mend(Region region) {
        Objects.requireNonNull(proxies.get(region)).mend();
    }

    @Override
    public void close() {
        if (clusters != null) {
            clusters.close();
        }
        proxies.values().forEach(TcpProxy::close);
    }
}
