package io.portcullis.wiring.configuration;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.wiring.configuration.HookConfiguration.Transport;
import io.portcullis.wiring.configuration.RegionConfiguration.KubernetesCluster;
import io.portcullis.wiring.configuration.RegionConfiguration.PrometheusEndpoint;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Makes a {@link GateConfiguration} of a file and of what the command line sets, or says why not. */
public final class ConfigurationReader {

    private final ConfigurationTree tree;
    private final Path home;

    private ConfigurationReader(ConfigurationTree tree, Path home) {
        this.tree = tree;
        this.home = home;
    }

    /**
     * @param file YAML with {@code portcullis:} at its top; null for defaults
     * @param flags values by dotted key, which win over the file
     * @param home state directory when none is set
     * @throws ConfigurationInvalid with every error
     */
    public static GateConfiguration read(
            @Nullable Path file, Map<String, String> flags, Path home) {
        Map<Object, Object> root = file == null ? new LinkedHashMap<>() : load(file);
        flags.forEach((key, value) -> put(root, List.of(key.split("\\.")), value));
        var packs = new PackExpansion();
        var tree = new ConfigurationTree(packs.expanded(root));
        tree.errors().addAll(packs.errors());
        return new ConfigurationReader(tree, home).build();
    }

    private static Map<Object, Object> load(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(file)) {
            Object root = new Yaml(new SafeConstructor(options)).load(reader);
            if (root == null) {
                return new LinkedHashMap<>();
            }
            if (root instanceof Map<?, ?> map) {
                return new LinkedHashMap<>(map);
            }
            throw new ConfigurationInvalid(List.of(file + ": must hold portcullis: at its top"));
        } catch (IOException e) {
            throw new ConfigurationInvalid(List.of(file + " cannot be read: " + e.getMessage()));
        } catch (YAMLException e) {
            throw new ConfigurationInvalid(List.of(file + " is not YAML: " + e.getMessage()));
        }
    }

    private static void put(Map<Object, Object> node, List<String> path, String value) {
        if (path.size() == 1) {
            node.put(path.getFirst(), value);
            return;
        }
        var child = new LinkedHashMap<Object, Object>();
        if (node.get(path.getFirst()) instanceof Map<?, ?> map) {
            child.putAll(map);
        }
        node.put(path.getFirst(), child);
        put(child, path.subList(1, path.size()), value);
    }

    private GateConfiguration build() {
        Path state = Optional.ofNullable(tree.find(ConfigurationKeys.STATE_DIRECTORY)).orElse(home);
        var regions = regions();
        var services = new ServiceReader(tree, regions.keySet()).services();
        var names = new KnownNames(services.keySet(), regions.keySet());
        var probes =
                new ProbeReader(tree, names).probes(new CoverageReader(tree, services).coverage());
        var watches = new WatchReader(tree, names, withMetrics(regions)).watches();
        var dependencies = new DependencyReader(tree, names, withMetrics(regions)).dependencies();
        var environment = new EnvironmentReader(tree, names).policy();
        var isolation =
                new IsolationReader(tree, names, withMetrics(regions), probes, services)
                        .isolation();
        var controls = controls();
        var server = server(state);
        var store = store(state);
        if (!tree.errors().isEmpty()) {
            throw new ConfigurationInvalid(tree.errors());
        }
        var policy =
                new Policy(
                        tree.get(ConfigurationKeys.FIRST_STAGE_REGIONS_MIN),
                        tree.get(ConfigurationKeys.LOOKS_BEFORE_MIN));
        return new GateConfiguration(
                tree.get(ConfigurationKeys.LOOK),
                state,
                server,
                store,
                policy,
                controls,
                services,
                regions,
                probes,
                watches,
                dependencies,
                environment,
                isolation);
    }

    private static SortedSet<Region> withMetrics(SortedMap<Region, RegionConfiguration> regions) {
        var all = new TreeSet<Region>();
        regions.forEach(
                (region, settings) -> settings.prometheus().ifPresent(_ -> all.add(region)));
        return all;
    }

    private ServerConfiguration server(Path state) {
        Path certificate = tree.find(ConfigurationKeys.TLS_CERTIFICATE_FILE);
        Path key = tree.find(ConfigurationKeys.TLS_KEY_FILE);
        if ((certificate == null) != (key == null)) {
            tree.errors()
                    .add(
                            "portcullis.server.tls: certificateFile and keyFile must be given together");
        }
        String address = tree.get(ConfigurationKeys.SERVER_ADDRESS);
        Optional<ServerConfiguration.Tls> tls =
                certificate == null || key == null
                        ? Optional.empty()
                        : Optional.of(new ServerConfiguration.Tls(certificate, key));
        if (tls.isEmpty() && !tree.get(ConfigurationKeys.PLAINTEXT_WANTED)) {
            requireLoopback(address);
        }
        return new ServerConfiguration(
                address,
                tree.get(ConfigurationKeys.SERVER_PORT),
                tls,
                Optional.ofNullable(tree.find(ConfigurationKeys.TOKEN_FILE))
                        .orElse(state.resolve("token")),
                tree.get(ConfigurationKeys.MESSAGE_BYTES_MAX),
                tree.get(ConfigurationKeys.CALLS_MAX),
                tree.get(ConfigurationKeys.WATCHERS_MAX),
                tree.get(ConfigurationKeys.MANAGEMENT_PORT));
    }

    private void requireLoopback(String address) {
        try {
            if (!InetAddress.getByName(address).isLoopbackAddress()) {
                tree.errors()
                        .add(
                                ConfigurationKeys.SERVER_ADDRESS.pattern()
                                        + " is '"
                                        + address
                                        + "'; anything but loopback needs server.tls.certificateFile"
                                        + " and keyFile, or server.plaintextWanted: true");
            }
        } catch (UnknownHostException _) {
            tree.errors()
                    .add(
                            ConfigurationKeys.SERVER_ADDRESS.pattern()
                                    + " is '"
                                    + address
                                    + "'; must be an address of this host");
        }
    }

    private StoreConfiguration store(Path state) {
        String url = tree.find(ConfigurationKeys.STORE_URL);
        String user = tree.find(ConfigurationKeys.STORE_USER);
        Path password = tree.find(ConfigurationKeys.STORE_PASSWORD_FILE);
        if (url != null) {
            var given =
                    new StoreConfiguration.Given(
                            url, Optional.ofNullable(user), Optional.ofNullable(password));
            if (given.holdsPassword()) {
                tree.errors()
                        .add(
                                "portcullis.store.url must not hold a password;"
                                        + " portcullis.store.passwordFile names the file with it");
            }
            return given;
        }
        if (user != null || password != null) {
            tree.errors().add("portcullis.store: user and passwordFile need url");
        }
        return new StoreConfiguration.Embedded(state.resolve("postgresql"));
    }

    private SortedMap<String, HookConfiguration> controls() {
        var controls = new TreeMap<String, HookConfiguration>();
        for (String name : tree.namesUnder("portcullis.controls")) {
            var url = tree.find(ConfigurationKeys.CONTROL_URL, name);
            var secret = tree.find(ConfigurationKeys.CONTROL_SECRET_FILE, name);
            if (url == null || secret == null) {
                tree.errors().add("portcullis.controls." + name + ": needs url and secretFile");
            } else {
                boolean plain = tree.get(ConfigurationKeys.CONTROL_PLAINTEXT_WANTED, name);
                controls.put(
                        name,
                        new HookConfiguration(
                                url,
                                secret,
                                plain ? Transport.PLAIN_TEXT_ALLOWED : Transport.TLS_REQUIRED));
            }
        }
        return controls;
    }

    private SortedMap<Region, RegionConfiguration> regions() {
        var regions = new TreeMap<Region, RegionConfiguration>();
        for (String name : tree.namesUnder("portcullis.regions")) {
            try {
                regions.put(
                        new Region(name), new RegionConfiguration(prometheus(name), cluster(name)));
            } catch (IllegalArgumentException e) {
                tree.errors().add("portcullis.regions." + name + ": " + e.getMessage());
            }
        }
        return regions;
    }

    private Optional<PrometheusEndpoint> prometheus(String region) {
        if (tree.namesUnder("portcullis.regions." + region + ".prometheus").isEmpty()) {
            return Optional.empty();
        }
        var url = tree.find(EvidenceKeys.PROMETHEUS_URL, region);
        if (url == null) {
            tree.errors().add("portcullis.regions." + region + ".prometheus: needs url");
            return Optional.empty();
        }
        return Optional.of(
                new PrometheusEndpoint(
                        url,
                        Optional.ofNullable(tree.find(EvidenceKeys.PROMETHEUS_DELAY, region)),
                        Optional.ofNullable(tree.find(EvidenceKeys.PROMETHEUS_USER, region)),
                        Optional.ofNullable(
                                tree.find(EvidenceKeys.PROMETHEUS_CREDENTIALS_FILE, region)),
                        headers(region)));
    }

    private Map<String, String> headers(String region) {
        var headers = new TreeMap<String, String>();
        for (String name :
                tree.namesUnder("portcullis.regions." + region + ".prometheus.headers")) {
            String value = tree.find(EvidenceKeys.PROMETHEUS_HEADER, region, name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private Optional<KubernetesCluster> cluster(String region) {
        if (tree.namesUnder("portcullis.regions." + region + ".kubernetes").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new KubernetesCluster(
                        Optional.ofNullable(tree.find(EvidenceKeys.KUBERNETES_KUBECONFIG, region)),
                        Optional.ofNullable(tree.find(EvidenceKeys.KUBERNETES_CONTEXT, region)),
                        tree.get(EvidenceKeys.KUBERNETES_NAMESPACE, region)));
    }
}
