package io.portcullis.adapter.kubernetes;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.control.ReleaseReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A namespace in each of three mock servers, which all tests share; {@link #settle} does what the
 * Deployment controller would.
 */
final class MockKubernetesWorld extends KubernetesWorld {

    private static final String ADMIN_AGENT = "world";
    private static final String HASH = "pod-template-hash";

    /** Stops a pod from going when it is deleted; a real one would take its time. */
    private static final String FINALIZER = "example.test/drains-slowly";

    /** The mock server itself logs with it, a line for each request; kept, or the level is lost. */
    private static final java.util.logging.Logger SERVER_LOG =
            java.util.logging.Logger.getLogger("io.fabric8.mockwebserver");

    private static final Map<Region, Cluster> CLUSTERS = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    static {
        SERVER_LOG.setLevel(java.util.logging.Level.WARNING);
    }

    private final String namespace = "media-" + NUMBERS.incrementAndGet();
    private final Map<Region, Draining> draining = new TreeMap<>();

    MockKubernetesWorld(Path directory, List<Region> regions, ReleaseReference release) {
        var kubeconfigs = new TreeMap<Region, Path>();
        for (Region region : regions) {
            var cluster = CLUSTERS.computeIfAbsent(region, _ -> new Cluster());
            var proxy = proxy(region, URI.create(cluster.url));
            var file = directory.resolve(region + "-" + proxy.port() + ".kubeconfig");
            kubeconfigs.put(region, write(file, kubeconfig(proxy)));
            cluster.admin.resource(MediaServer.configMap(namespace)).create();
            cluster.admin.resource(MediaServer.deployment(namespace, release, Map.of())).create();
            settle(region);
        }
        connect(kubeconfigs);
        regions.forEach(this::record);
    }

    private static String kubeconfig(TcpProxy proxy) {
        return """
        apiVersion: v1
        kind: Config
        current-context: mock
        contexts: [{name: mock, context: {cluster: mock, user: mock}}]
        clusters: [{name: mock, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: mock, user: {token: none}}]
        """
                .formatted(proxy.port());
    }

    @Override
    KubernetesClient admin(Region region) {
        return cluster(region).admin;
    }

    @Override
    String namespace(Region region) {
        return namespace;
    }

    @Override
    void release(Region region, ReleaseReference release, Draining draining) {
        edit(
                region,
                deployment ->
                        deployment.getSpec().setTemplate(MediaServer.template(release, Map.of())));
        settle(region);
        this.draining.put(region, draining);
    }

    /** A ReplicaSet for the template, three pods of it, no others; revisions count up. */
    @Override
    public void settle(Region region) {
        var deployment = deployment(region);
        var set = replicaSet(region, deployment);
        for (Pod pod : pods(region)) {
            if (!hash(pod).equals(set.getMetadata().getLabels().get(HASH))) {
                stop(region, pod);
            }
        }
        long there = pods(region).stream().filter(pod -> !isDraining(pod)).count();
        for (long i = there; i < SERVER_COUNT; i++) {
            admin(region).resource(pod(set, NUMBERS.incrementAndGet())).create();
        }
    }

    private ReplicaSet replicaSet(Region region, Deployment deployment) {
        var hash =
                Integer.toHexString(
                        PodTemplates.tree(deployment.getSpec().getTemplate()).hashCode());
        var sets = admin(region).apps().replicaSets().inNamespace(namespace);
        var name = MediaServer.NAME + "-" + hash;
        for (ReplicaSet other : sets.list().getItems()) {
            other.getStatus().setReadyReplicas(0);
            sets.resource(other).update();
        }
        var set = replicaSet(deployment, name, hash);
        return sets.withName(name).get() == null
                ? sets.resource(set).create()
                : sets.resource(set).update();
    }

    private ReplicaSet replicaSet(Deployment deployment, String name, String hash) {
        return new ReplicaSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels(MediaServer.SELECTOR)
                .addToLabels(HASH, hash)
                .addToAnnotations(
                        "deployment.kubernetes.io/revision",
                        Long.toString(NUMBERS.incrementAndGet()))
                .withOwnerReferences(
                        owner(
                                "Deployment",
                                deployment.getMetadata().getName(),
                                deployment.getMetadata().getUid()))
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels(HASH, hash)
                .endSelector()
                .withTemplate(deployment.getSpec().getTemplate())
                .editTemplate()
                .editMetadata()
                .addToLabels(HASH, hash)
                .endMetadata()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withReadyReplicas(SERVER_COUNT)
                .endStatus()
                .build();
    }

    private Pod pod(ReplicaSet set, long number) {
        var template = set.getSpec().getTemplate();
        return new PodBuilder()
                .withNewMetadata()
                .withName(set.getMetadata().getName() + "-" + number)
                .withNamespace(namespace)
                .withLabels(template.getMetadata().getLabels())
                .withAnnotations(template.getMetadata().getAnnotations())
                .withOwnerReferences(
                        owner(
                                "ReplicaSet",
                                set.getMetadata().getName(),
                                set.getMetadata().getUid()))
                .endMetadata()
                .withSpec(template.getSpec())
                .withNewStatus()
                .withPhase("Running")
                .endStatus()
                .build();
    }

    private static OwnerReference owner(String kind, String name, String uid) {
        return new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind(kind)
                .withName(name)
                .withUid(uid)
                .withController(true)
                .build();
    }

    private void stop(Region region, Pod pod) {
        if (draining.get(region) == Draining.SLOWLY && !isDraining(pod)) {
            pod.getMetadata().setFinalizers(List.of(FINALIZER));
            pod = admin(region).resource(pod).update();
        }
        admin(region).resource(pod).delete();
    }

    @Override
    public void endDraining(Region region) {
        for (Pod pod : pods(region)) {
            if (isDraining(pod)) {
                pod.getMetadata().setFinalizers(List.of());
                admin(region).resource(pod).update();
            }
        }
    }

    @Override
    public long changeCount(Region region) {
        return cluster(region).dispatcher.deploymentWrites(namespace);
    }

    private static String hash(Pod pod) {
        return String.valueOf(pod.getMetadata().getLabels().get(HASH));
    }

    private Cluster cluster(Region region) {
        return Objects.requireNonNull(CLUSTERS.get(region));
    }

    /** One mock server and a client of the test's own. */
    private static final class Cluster {
        private final CountingDispatcher dispatcher = new CountingDispatcher();
        private final KubernetesMockServer server =
                new KubernetesMockServer(
                        new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
        private final String url;
        private final KubernetesClient admin;

        Cluster() {
            server.init();
            url = "http://127.0.0.1:" + server.getPort();
            var config =
                    new ConfigBuilder(Config.empty())
                            .withMasterUrl(url)
                            .withUserAgent(ADMIN_AGENT)
                            .build();
            admin = new KubernetesClientBuilder().withConfig(config).build();
        }
    }

    /** Counts the writes of Deployments that succeed and are not the test's own. */
    private static final class CountingDispatcher extends KubernetesCrudDispatcher {
        private final Map<String, Long> writesByPath = new ConcurrentHashMap<>();

        long deploymentWrites(String namespace) {
            var path = "/apis/apps/v1/namespaces/" + namespace + "/deployments/" + MediaServer.NAME;
            return writesByPath.getOrDefault(path, 0L);
        }

        @Override
        public synchronized MockResponse handleUpdate(RecordedRequest request) {
            var response = super.handleUpdate(request);
            boolean isOwn = ADMIN_AGENT.equals(request.getHeader("User-Agent"));
            if (!isOwn && response.code() < 300) {
                writesByPath.merge(request.getPath(), 1L, Long::sum);
            }
            return response;
        }
    }
}
