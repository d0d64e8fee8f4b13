package io.portcullis.adapter.kubernetes;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.control.ReleaseReference;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A new namespace in each of three real clusters. The adapter comes with a service account's token,
 * the Role of k8s/rbac.yaml, and through a proxy that can be cut.
 */
public final class RealKubernetesWorld extends KubernetesWorld {

    private static final long WAIT_SECONDS_MAX = 120;
    private static final String DRAIN_FOR = "test/drain-for";
    private static final String VERSION = "app.kubernetes.io/version";
    private static final Path MANIFEST = Path.of("..", "k8s", "rbac.yaml");
    private static final Map<Region, KubernetesClient> ADMINS = new ConcurrentHashMap<>();

    private final Map<Region, String> namespaces = new TreeMap<>();
    private final Map<Region, Path> limited = new TreeMap<>();
    private final List<SharedIndexInformer<Pod>> informers = new ArrayList<>();

    public RealKubernetesWorld(Path directory, List<Region> regions, ReleaseReference release) {
        for (int i = 0; i < regions.size(); i++) {
            var kubeconfig = kubeconfigs().get(i);
            ADMINS.computeIfAbsent(regions.get(i), _ -> connect(kubeconfig));
        }
        regions.forEach(region -> create(region, release));
        for (Region region : regions) {
            settle(region);
            limited.put(region, limitedKubeconfig(directory, region));
        }
        connect(limited);
        regions.forEach(this::record);
    }

    public static List<Path> kubeconfigs() {
        var names = System.getenv().getOrDefault("GATE_TEST_KUBECONFIG", "");
        return Stream.of(names.split(File.pathSeparator))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .toList();
    }

    private static KubernetesClient connect(Path kubeconfig) {
        try {
            var config = Config.fromKubeconfig(Files.readString(kubeconfig));
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(Region region, ReleaseReference release) {
        Namespace namespace =
                admin(region)
                        .resource(
                                new NamespaceBuilder()
                                        .withNewMetadata()
                                        .withGenerateName("gate-it-")
                                        .endMetadata()
                                        .build())
                        .create();
        namespaces.put(region, namespace.getMetadata().getName());
        applyManifest(region);
        admin(region).resource(MediaServer.configMap(namespace(region))).create();
        admin(region)
                .resource(MediaServer.deployment(namespace(region), release, Map.of()))
                .create();
    }

    private void applyManifest(Region region) {
        try (var manifest = Files.newInputStream(MANIFEST)) {
            admin(region).load(manifest).inNamespace(namespace(region)).create();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path limitedKubeconfig(Path directory, Region region) {
        var admin = admin(region);
        var server = URI.create(admin.getConfiguration().getMasterUrl());
        var proxy = proxy(region, server);
        var token =
                admin.serviceAccounts()
                        .inNamespace(namespace(region))
                        .withName("portcullis")
                        .tokenRequest(new TokenRequest())
                        .getStatus()
                        .getToken();
        return write(
                directory.resolve(region + "-" + proxy.port() + ".kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                current-context: limited
                contexts: [{name: limited, context: {cluster: real, user: portcullis}}]
                clusters:
                - name: real
                  cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}
                users: [{name: portcullis, user: {token: %s}}]
                """
                        .formatted(proxy.port(), admin.getConfiguration().getCaCertData(), token));
    }

    @Override
    KubernetesClient admin(Region region) {
        return requireNonNull(ADMINS.get(region));
    }

    @Override
    public String namespace(Region region) {
        return requireNonNull(namespaces.get(region));
    }

    /** What the adapter is given: the service account's token and no more. */
    public Path kubeconfig(Region region) {
        return requireNonNull(limited.get(region));
    }

    @Override
    void release(Region region, ReleaseReference release, Draining draining) {
        releaseDrainingFor(region, release, draining == Draining.SLOWLY ? "1h" : "1s");
    }

    /** Releases and waits until no other pod is left; the new ones drain for this long. */
    void releaseDrainingFor(Region region, ReleaseReference release, String drainFor) {
        setTemplate(region, release, Map.of(DRAIN_FOR, drainFor));
        settle(region);
    }

    /**
     * Begins a release and pauses it when as many new pods as old ones are there, before the new
     * ones are ready; they drain for this long.
     */
    public void releaseHalf(Region region, ReleaseReference release, String drainFor) {
        setTemplate(region, release, Map.of(DRAIN_FOR, drainFor, "test/ready-after", "15s"));
        await(
                region,
                pods -> pods.stream().filter(pod -> isOf(pod, release)).count() == SERVER_COUNT);
        edit(region, deployment -> deployment.getSpec().setPaused(true));
    }

    /** Tells whether any pod of a release takes requests, now and with every change of its pods. */
    public void onServing(Region region, ReleaseReference release, Consumer<Boolean> listener) {
        var serving = ConcurrentHashMap.<String>newKeySet();
        informers.add(
                admin(region)
                        .pods()
                        .inNamespace(namespace(region))
                        .withLabels(MediaServer.SELECTOR)
                        .withLabel(VERSION, release.version())
                        .inform(
                                new ResourceEventHandler<>() {
                                    @Override
                                    public void onAdd(Pod pod) {
                                        seen(pod, isReady(pod) && !isDraining(pod));
                                    }

                                    @Override
                                    public void onUpdate(Pod before, Pod pod) {
                                        onAdd(pod);
                                    }

                                    @Override
                                    public void onDelete(Pod pod, boolean unknown) {
                                        seen(pod, false);
                                    }

                                    private void seen(Pod pod, boolean serves) {
                                        String name = pod.getMetadata().getName();
                                        if (serves ? serving.add(name) : serving.remove(name)) {
                                            listener.accept(!serving.isEmpty());
                                        }
                                    }
                                }));
    }

    /** Releases what never becomes ready: the old pods stay. */
    void releaseNeverReady(Region region, ReleaseReference release) {
        setTemplate(region, release, Map.of("test/never-ready", "true"));
        await(region, pods -> pods.stream().anyMatch(pod -> isOf(pod, release)));
    }

    private void setTemplate(
            Region region, ReleaseReference release, Map<String, String> annotations) {
        edit(
                region,
                deployment ->
                        deployment
                                .getSpec()
                                .setTemplate(MediaServer.template(release, annotations)));
    }

    /** Waits until as many pods as wanted are of the current template and only slow ones besides. */
    @Override
    public void settle(Region region) {
        var template = deployment(region).getSpec().getTemplate();
        var labels = new HashMap<>(template.getMetadata().getLabels());
        var annotations = template.getMetadata().getAnnotations();
        await(
                region,
                pods -> {
                    long current =
                            pods.stream()
                                    .filter(pod -> !isDraining(pod))
                                    .filter(pod -> has(pod, labels, annotations))
                                    .filter(RealKubernetesWorld::isReady)
                                    .count();
                    long slow =
                            pods.stream()
                                    .filter(KubernetesWorld::isDraining)
                                    .filter(RealKubernetesWorld::isSlow)
                                    .count();
                    return current >= SERVER_COUNT && pods.size() == current + slow;
                });
    }

    void awaitOldReady(Region region) {
        await(
                region,
                pods ->
                        pods.stream()
                                        .filter(pod -> !isDraining(pod))
                                        .filter(RealKubernetesWorld::isReady)
                                        .count()
                                == SERVER_COUNT);
        await(
                region,
                pods -> pods.stream().filter(pod -> !isDraining(pod)).count() == SERVER_COUNT);
    }

    void awaitGone(Region region, ReleaseReference release) {
        await(region, pods -> pods.stream().noneMatch(pod -> isOf(pod, release)));
    }

    private void await(Region region, Predicate<List<Pod>> condition) {
        var reached =
                admin(region)
                        .pods()
                        .inNamespace(namespace(region))
                        .withLabels(MediaServer.SELECTOR)
                        .informOnCondition(condition);
        try {
            reached.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("pods of " + region + ": " + pods(region), e);
        } finally {
            reached.cancel(true);
        }
    }

    private static boolean isOf(Pod pod, ReleaseReference release) {
        return release.version().equals(pod.getMetadata().getLabels().get(VERSION));
    }

    private static boolean has(
            Pod pod, Map<String, String> labels, Map<String, String> annotations) {
        return pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet())
                && pod.getMetadata()
                        .getAnnotations()
                        .entrySet()
                        .containsAll(annotations.entrySet());
    }

    private static boolean isSlow(Pod pod) {
        return "1h".equals(pod.getMetadata().getAnnotations().get(DRAIN_FOR));
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    void createWithSelector(Region region, ReleaseReference release, Map<String, String> selector) {
        var deployment = MediaServer.deployment(namespace(region), release, Map.of());
        deployment.getSpec().getSelector().setMatchLabels(selector);
        deployment.getSpec().getTemplate().getMetadata().getLabels().putAll(selector);
        admin(region).resource(deployment).create();
    }

    void takePermissions(Region region) {
        admin(region)
                .rbac()
                .roleBindings()
                .inNamespace(namespace(region))
                .withName("portcullis")
                .delete();
    }

    @Override
    public void endDraining(Region region) {
        for (Pod pod : pods(region)) {
            if (isDraining(pod)) {
                admin(region).resource(pod).withGracePeriod(0).delete();
            }
        }
        await(region, pods -> pods.stream().noneMatch(KubernetesWorld::isDraining));
    }

    /** Kubernetes counts the changes of what is wanted itself. */
    @Override
    public long changeCount(Region region) {
        return deployment(region).getMetadata().getGeneration();
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
        super.close();
        namespaces.forEach((region, namespace) -> {
            endAll(region);
            admin(region).namespaces().withName(namespace).delete();
        });
    }

    /** A namespace with pods that drain for an hour would stay that long. */
    private void endAll(Region region) {
        for (Pod pod : pods(region)) {
            if (isSlow(pod)) {
                admin(region).resource(pod).withGracePeriod(0).delete();
            }
        }
    }
}
