package io.portcullis.wiring.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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
                    "Streams of WatchRollout, and as many of WatchEnvironment, served at the same time.",
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

    static final Key<Boolean> CONTROL_PLAINTEXT_WANTED =
            new Key<>(
                    "portcullis.controls.*.plaintextWanted",
                    "true or false",
                    "false",
                    "Says that a hook beyond this machine may be called without TLS; calls are signed"
                            + " all the same.",
                    Parse.yesOrNo());

    private static final List<Key<?>> OF_EVIDENCE =
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
                    FIRST_STAGE_REGIONS_MIN,
                    LOOKS_BEFORE_MIN,
                    CONTROL_URL,
                    CONTROL_SECRET_FILE,
                    CONTROL_PLAINTEXT_WANTED,
                    EvidenceKeys.SERVICE_LINKS,
                    EvidenceKeys.SERVICE_REGIONS,
                    EvidenceKeys.WORKLOAD,
                    EvidenceKeys.CONFIG_MAP,
                    EvidenceKeys.SERVICE_PACKS,
                    EvidenceKeys.ARM_BY,
                    EvidenceKeys.ARM_LABEL,
                    EvidenceKeys.SIGNAL_NAME,
                    EvidenceKeys.SIGNAL_KIND,
                    EvidenceKeys.SIGNAL_PLACE,
                    EvidenceKeys.SIGNAL_WEIGHT,
                    EvidenceKeys.SIGNAL_BASELINE_RATIO_MAX,
                    EvidenceKeys.SIGNAL_TOLERANCE_RATIO,
                    EvidenceKeys.SIGNAL_WORSE,
                    EvidenceKeys.SIGNAL_PROOF,
                    EvidenceKeys.SIGNAL_UNIT,
                    EvidenceKeys.SIGNAL_RUNG,
                    EvidenceKeys.SIGNAL_TOTAL,
                    EvidenceKeys.SIGNAL_BAD,
                    EvidenceKeys.SIGNAL_SETTLED,
                    EvidenceKeys.SIGNAL_LAZY_BAD,
                    EvidenceKeys.SIGNAL_HISTOGRAM,
                    EvidenceKeys.SIGNAL_GAUGE,
                    EvidenceKeys.SIGNAL_LIMIT,
                    EvidenceKeys.SIGNAL_EXHAUSTED_IN,
                    EvidenceKeys.SIGNAL_SOURCE_REGION_LABEL,
                    EvidenceKeys.SIGNAL_SOURCE_VERSION_LABEL,
                    EvidenceKeys.SIGNAL_DESTINATION_REGION_LABEL,
                    ProcessKeys.SESSIONS_NAME,
                    ProcessKeys.SESSIONS_GAUGE,
                    ProcessKeys.SESSIONS_UNIT,
                    ProcessKeys.PROCESS_LABEL,
                    ProcessKeys.PROCESS_START,
                    ProcessKeys.PROCESS_EPOCH_LABEL,
                    ProcessKeys.PROCESS_DRAINING,
                    EvidenceKeys.PROMETHEUS_URL,
                    EvidenceKeys.PROMETHEUS_DELAY,
                    EvidenceKeys.PROMETHEUS_CREDENTIALS_FILE,
                    EvidenceKeys.PROMETHEUS_USER,
                    EvidenceKeys.PROMETHEUS_HEADER,
                    EvidenceKeys.KUBERNETES_CONTEXT,
                    EvidenceKeys.KUBERNETES_KUBECONFIG,
                    EvidenceKeys.KUBERNETES_NAMESPACE);

    private static final List<Key<?>> ALL =
            Stream.of(
                            OF_EVIDENCE,
                            MeshKeys.ALL,
                            ProbeKeys.ALL,
                            WatchKeys.ALL,
                            DependencyKeys.ALL,
                            EnvironmentKeys.ALL,
                            IsolationKeys.ALL,
                            CoverageKeys.ALL)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

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
