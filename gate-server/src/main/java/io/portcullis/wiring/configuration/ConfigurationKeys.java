package io.portcullis.wiring.configuration;

import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every key the server understands: the one source of reader, error messages and listing. */
public final class ConfigurationKeys {

    static final Duration LOOK_MIN = Duration.ofMillis(100);

    static final Key<Duration> LOOK =
            new Key<>(
                    "portcullis.look",
                    "duration",
                    "10s",
                    "Length of a look: how often every running rollout is judged.",
                    Parse.duration(LOOK_MIN, Duration.ofMinutes(10)));
    static final Key<Path> STATE_DIRECTORY =
            new Key<>(
                    "portcullis.stateDirectory",
                    "path",
                    "",
                    "Where the embedded store, the token and server.json are kept; by default portcullis"
                            + " under XDG_STATE_HOME or ~/.local/state.",
                    Parse.path());

    static final Key<String> SERVER_ADDRESS =
            new Key<>(
                    "portcullis.server.address",
                    "address",
                    "127.0.0.1",
                    "Address of the gRPC port; any but loopback needs TLS, or plaintextWanted.",
                    Parse.text());
    static final Key<Integer> SERVER_PORT =
            new Key<>(
                    "portcullis.server.port",
                    "port",
                    "7443",
                    "The gRPC port; 0 takes a free one, told in server.json.",
                    Parse.integer(0, 65_535));
    static final Key<Path> TLS_CERTIFICATE_FILE =
            new Key<>(
                    "portcullis.server.tls.certificateFile",
                    "path",
                    "",
                    "PEM certificate chain of the gRPC port; needs keyFile.",
                    Parse.path());
    static final Key<Path> TLS_KEY_FILE =
            new Key<>(
                    "portcullis.server.tls.keyFile",
                    "path",
                    "",
                    "PEM private key of the gRPC port; needs certificateFile.",
                    Parse.path());
    static final Key<Boolean> PLAINTEXT_WANTED =
            new Key<>(
                    "portcullis.server.plaintextWanted",
                    "true or false",
                    "false",
                    "Says that an address open to a network without TLS is meant.",
                    Parse.yesOrNo());
    static final Key<Path> TOKEN_FILE =
            new Key<>(
                    "portcullis.server.tokenFile",
                    "path",
                    "",
                    "File with the token every call must carry; by default token in the state directory,"
                            + " made when it is missing.",
                    Parse.path());
    static final Key<Integer> MESSAGE_BYTES_MAX =
            new Key<>(
                    "portcullis.server.messageBytesMax",
                    "bytes",
                    "4194304",
                    "Largest message that is read.",
                    Parse.integer(65_536, 67_108_864));
    static final Key<Integer> CALLS_MAX =
            new Key<>(
                    "portcullis.server.callsMax",
                    "count",
                    "256",
                    "Calls served at the same time, streams not counted; more are told to come back.",
                    Parse.integer(1, 10_000));
    static final Key<Integer> WATCHERS_MAX =
            new Key<>(
                    "portcullis.server.watchersMax",
                    "count",
                    "200",
                    "Streams of WatchRollout served at the same time.",
                    Parse.integer(1, 10_000));
    static final Key<Integer> MANAGEMENT_PORT =
            new Key<>(
                    "portcullis.management.port",
                    "port",
                    "7444",
                    "Loopback HTTP port of health and metrics; 0 takes a free one.",
                    Parse.integer(0, 65_535));

    static final Key<String> STORE_URL =
            new Key<>(
                    "portcullis.store.url",
                    "JDBC URL",
                    "",
                    "PostgreSQL 15 or newer, jdbc:postgresql://host/database; left out, the server keeps"
                            + " its own.",
                    value -> {
                        String url = Parse.text().apply(value);
                        if (!url.startsWith("jdbc:postgresql:")) {
                            throw new IllegalArgumentException("must begin with jdbc:postgresql:");
                        }
                        return url;
                    });
    static final Key<String> STORE_USER =
            new Key<>("portcullis.store.user", "text", "", "User of the store.", Parse.text());
    static final Key<Path> STORE_PASSWORD_FILE =
            new Key<>(
                    "portcullis.store.passwordFile",
                    "path",
                    "",
                    "File with the password of the store's user.",
                    Parse.path());
    static final Key<Integer> STORE_CONNECTIONS_MAX =
            new Key<>(
                    "portcullis.store.connectionsMax",
                    "count",
                    "16",
                    "Connections to the store.",
                    Parse.integer(4, 200));

    static final Key<Integer> FIRST_STAGE_REGIONS_MIN =
            new Key<>(
                    "portcullis.policy.firstStageRegionsMin",
                    "count",
                    "2",
                    "Least number of regions in the first stage of a service with links.",
                    Parse.integer(1, 10));
    static final Key<Integer> LOOKS_BEFORE_MIN =
            new Key<>(
                    "portcullis.policy.looksBeforeMin",
                    "looks",
                    "30",
                    "Looks before a rollout without which it is held.",
                    Parse.integer(1, 360));

    static final Key<URI> CONTROL_URL =
            new Key<>(
                    "portcullis.controls.*.url",
                    "URL",
                    "",
                    "Where the signed HTTP hook of this name is called.",
                    Parse.url());
    static final Key<Path> CONTROL_SECRET_FILE =
            new Key<>(
                    "portcullis.controls.*.secretFile",
                    "path",
                    "",
                    "File with the secret that signs the hook's calls.",
                    Parse.path());

    static final Key<List<String>> SERVICE_LINKS =
            new Key<>(
                    "portcullis.services.*.links",
                    "ALL_ORDERED_PAIRS or list",
                    "",
                    "Links of the service: ALL_ORDERED_PAIRS, or entries such as us-west -> eu-central;"
                            + " left out, it has none.",
                    Parse.listOf(Parse.text(), 9_900));
    static final Key<List<String>> SERVICE_REGIONS =
            new Key<>(
                    "portcullis.services.*.regions",
                    "list",
                    "",
                    "Regions it runs in; by default those of its workloads, else every region.",
                    Parse.listOf(Parse.text(), 100));
    static final Key<String> WORKLOAD =
            new Key<>(
                    "portcullis.services.*.workloads.*",
                    "kind/name",
                    "",
                    "The Kubernetes workload of the service in that region, such as"
                            + " deployment/media-server.",
                    Parse.text());
    static final Key<ArmRule> ARM_BY =
            new Key<>(
                    "portcullis.services.*.arm.by",
                    "ARM_LABEL, VERSION_LABEL or POD",
                    "VERSION_LABEL",
                    "How the arm of a pulled sample is told.",
                    Parse.oneOf(ArmRule.class));
    static final Key<String> ARM_LABEL =
            new Key<>(
                    "portcullis.services.*.arm.label",
                    "label",
                    "version",
                    "The label that tells it: of arm, version or pod.",
                    Parse.text());

    static final Key<String> SIGNAL_NAME =
            new Key<>(
                    "portcullis.services.*.signals[].name",
                    "name",
                    "",
                    "Name of the signal; required.",
                    Parse.text());
    static final Key<SignalKind> SIGNAL_KIND =
            new Key<>(
                    "portcullis.services.*.signals[].kind",
                    "RATIO, ...",
                    "RATIO",
                    "What the signal counts.",
                    Parse.oneOf(SignalKind.class));
    static final Key<Scope> SIGNAL_PLACE =
            new Key<>(
                    "portcullis.services.*.signals[].place",
                    "REGION or LINK",
                    "REGION",
                    "Where the signal is counted.",
                    Parse.oneOf(Scope.class));
    static final Key<Double> SIGNAL_WEIGHT =
            new Key<>(
                    "portcullis.services.*.signals[].weight",
                    "number",
                    "",
                    "Its share of the error budget; by default 0.35 on links, 0.25 in regions.",
                    Parse.number(0, 100));
    static final Key<Double> SIGNAL_BASELINE_RATIO_MAX =
            new Key<>(
                    "portcullis.services.*.signals[].baselineRatioMax",
                    "ratio",
                    "",
                    "Ratio above which the old version counts as unhealthy; by default 0.10 on links,"
                            + " 0.05 in regions.",
                    Parse.number(0, 1));
    static final Key<String> SIGNAL_TOTAL =
            new Key<>(
                    "portcullis.services.*.signals[].total",
                    "series selector",
                    "",
                    "Counter of all attempts, where it is pulled; left out, the signal is only pushed.",
                    Parse.text());
    static final Key<String> SIGNAL_BAD =
            new Key<>(
                    "portcullis.services.*.signals[].bad",
                    "series selector",
                    "",
                    "Counter of bad attempts, where it is pulled.",
                    Parse.text());
    static final Key<Boolean> SIGNAL_LAZY_BAD =
            new Key<>(
                    "portcullis.services.*.signals[].lazyBad",
                    "true or false",
                    "false",
                    "The bad series appears with the first error, so its absence means none.",
                    Parse.yesOrNo());
    static final Key<String> SIGNAL_SOURCE_REGION_LABEL =
            new Key<>(
                    "portcullis.services.*.signals[].labels.sourceRegion",
                    "label",
                    "src_region",
                    "Label that names the source region of a link.",
                    Parse.text());
    static final Key<String> SIGNAL_SOURCE_VERSION_LABEL =
            new Key<>(
                    "portcullis.services.*.signals[].labels.sourceVersion",
                    "label",
                    "src_version",
                    "Label that names the version at the source of a link.",
                    Parse.text());

    static final Key<URI> PROMETHEUS_URL =
            new Key<>(
                    "portcullis.regions.*.prometheus.url",
                    "URL",
                    "",
                    "Prometheus-compatible endpoint of the region; left out, nothing is pulled there.",
                    Parse.url());
    static final Key<Duration> PROMETHEUS_DELAY =
            new Key<>(
                    "portcullis.regions.*.prometheus.delay",
                    "duration",
                    "",
                    "How far behind now it is asked; by default worked out from its scrape interval.",
                    Parse.duration(Duration.ZERO, Duration.ofMinutes(10)));
    static final Key<Path> PROMETHEUS_CREDENTIALS_FILE =
            new Key<>(
                    "portcullis.regions.*.prometheus.authorization.credentialsFile",
                    "path",
                    "",
                    "File with the bearer token of the endpoint.",
                    Parse.path());
    static final Key<String> KUBERNETES_CONTEXT =
            new Key<>(
                    "portcullis.regions.*.kubernetes.context",
                    "name",
                    "",
                    "Context of the kubeconfig that reaches the region's cluster.",
                    Parse.text());
    static final Key<Path> KUBERNETES_KUBECONFIG =
            new Key<>(
                    "portcullis.regions.*.kubernetes.kubeconfig",
                    "path",
                    "",
                    "The kubeconfig file; by default the usual one.",
                    Parse.path());
    static final Key<String> KUBERNETES_NAMESPACE =
            new Key<>(
                    "portcullis.regions.*.kubernetes.namespace",
                    "name",
                    "default",
                    "Namespace of the workloads there.",
                    Parse.text());

    private static final List<Key<?>> ALL =
            List.of(
                    LOOK,
                    STATE_DIRECTORY,
                    SERVER_ADDRESS,
                    SERVER_PORT,
                    TLS_CERTIFICATE_FILE,
                    TLS_KEY_FILE,
                    PLAINTEXT_WANTED,
                    TOKEN_FILE,
                    MESSAGE_BYTES_MAX,
                    CALLS_MAX,
                    WATCHERS_MAX,
                    MANAGEMENT_PORT,
                    STORE_URL,
                    STORE_USER,
                    STORE_PASSWORD_FILE,
                    STORE_CONNECTIONS_MAX,
                    FIRST_STAGE_REGIONS_MIN,
                    LOOKS_BEFORE_MIN,
                    CONTROL_URL,
                    CONTROL_SECRET_FILE,
                    SERVICE_LINKS,
                    SERVICE_REGIONS,
                    WORKLOAD,
                    ARM_BY,
                    ARM_LABEL,
                    SIGNAL_NAME,
                    SIGNAL_KIND,
                    SIGNAL_PLACE,
                    SIGNAL_WEIGHT,
                    SIGNAL_BASELINE_RATIO_MAX,
                    SIGNAL_TOTAL,
                    SIGNAL_BAD,
                    SIGNAL_LAZY_BAD,
                    SIGNAL_SOURCE_REGION_LABEL,
                    SIGNAL_SOURCE_VERSION_LABEL,
                    PROMETHEUS_URL,
                    PROMETHEUS_DELAY,
                    PROMETHEUS_CREDENTIALS_FILE,
                    KUBERNETES_CONTEXT,
                    KUBERNETES_KUBECONFIG,
                    KUBERNETES_NAMESPACE);

    private ConfigurationKeys() {}

    /** In the order of the documents. */
    public static List<Key<?>> all() {
        return ALL;
    }

    /** How the arm of a pulled sample is told. */
    public enum ArmRule {
        ARM_LABEL,
        VERSION_LABEL,
        POD
    }
}
