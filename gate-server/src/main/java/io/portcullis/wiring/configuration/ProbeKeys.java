package io.portcullis.wiring.configuration;

import io.portcullis.kernel.environment.Rule.Effect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Keys of probes and of the vantage point this server is. */
final class ProbeKeys {

    private static final String PROBE = "portcullis.environment.probes[].";
    private static final int LIST_MAX = 100;
    private static final Duration EVERY_MIN = Duration.ofMillis(100);

    /** What a probe does. */
    enum Kind {
        HTTP,
        GRPC,
        TCP,
        DNS,
        COMMAND
    }

    static final Key<String> VANTAGE_NAME =
            new Key<>(
                    "portcullis.environment.vantage.name",
                    "name",
                    "",
                    "Name of this server among the vantage points of probes; by default that of its"
                            + " host.",
                    Parse.text());
    static final Key<String> VANTAGE_REGION =
            new Key<>(
                    "portcullis.environment.vantage.region",
                    "region",
                    "",
                    "Region this server is in; left out, it is in none.",
                    Parse.text());
    static final Key<String> VANTAGE_NETWORK =
            new Key<>(
                    "portcullis.environment.vantage.network",
                    "name",
                    "",
                    "Provider or network of this server: vantage points of one network count once; by"
                            + " default its name.",
                    Parse.text());

    static final Key<String> NAME =
            new Key<>(PROBE + "name", "name", "", "Name of the probe.", Parse.text());
    static final Key<Kind> KIND =
            new Key<>(
                    PROBE + "kind",
                    "HTTP, GRPC, TCP, DNS or COMMAND",
                    "HTTP",
                    "What it does.",
                    Parse.oneOf(Kind.class));
    static final Key<String> TARGET =
            new Key<>(
                    PROBE + "target",
                    "text",
                    "",
                    "What is probed: a URL, host:port, a DNS name, or the absolute path of a program.",
                    Parse.text());
    static final Key<Duration> EVERY =
            new Key<>(
                    PROBE + "every",
                    "duration",
                    "15s",
                    "From the beginning of one run to that of the next.",
                    Parse.duration(EVERY_MIN, Duration.ofHours(1)));
    static final Key<Duration> TIMEOUT =
            new Key<>(
                    PROBE + "timeout",
                    "duration",
                    "10s",
                    "When a run is given up.",
                    Parse.duration(EVERY_MIN, Duration.ofMinutes(5)));
    static final Key<List<String>> FROM =
            new Key<>(
                    PROBE + "from",
                    "list",
                    "",
                    "Names or regions of the vantage points that run it; by default all.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<List<String>> SERVICES =
            new Key<>(
                    PROBE + "services",
                    "list of services",
                    "",
                    "Services it speaks for; by default all.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<List<String>> REGIONS =
            new Key<>(
                    PROBE + "regions",
                    "list of regions",
                    "",
                    "Regions it speaks for; by default none in particular.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<Effect> EFFECT =
            new Key<>(
                    PROBE + "effect",
                    "RECORD, NO_START, HOLD or ABORT",
                    "HOLD",
                    "What follows for rollouts when it fails.",
                    Parse.oneOf(Effect.class));
    static final Key<Integer> ENTER_AFTER =
            new Key<>(
                    PROBE + "enterAfter",
                    "count",
                    "3",
                    "Failures in a row until that follows.",
                    Parse.integer(1, 100));
    static final Key<Integer> LEAVE_AFTER =
            new Key<>(
                    PROBE + "leaveAfter",
                    "count",
                    "6",
                    "Successes in a row until it ends.",
                    Parse.integer(1, 100));
    static final Key<Double> QUORUM_RATIO =
            new Key<>(
                    PROBE + "quorumRatio",
                    "ratio",
                    "0.6",
                    "Share of the networks it is run from that must agree.",
                    Parse.number(0, 1));
    static final Key<Duration> GONE_FOR =
            new Key<>(
                    PROBE + "goneFor",
                    "duration",
                    "10m",
                    "How long it must succeed again until its incident is closed.",
                    Parse.duration(Duration.ZERO, Duration.ofDays(7)));

    static final Key<List<Integer>> STATUS =
            new Key<>(
                    PROBE + "status",
                    "list of HTTP statuses",
                    "200",
                    "HTTP: statuses that are fit.",
                    Parse.listOf(Parse.integer(100, 599), LIST_MAX));
    static final Key<String> CONTAINS =
            new Key<>(
                    PROBE + "contains",
                    "text",
                    "",
                    "HTTP: what the body must contain in its first MiB.",
                    Parse.text());
    static final Key<Duration> EXPIRES_IN_MIN =
            new Key<>(
                    PROBE + "expiresInMin",
                    "duration",
                    "0s",
                    "HTTP: how long the certificate must still be valid; DNS: signatures and"
                            + " registration.",
                    Parse.duration(Duration.ZERO, Duration.ofDays(365)));
    static final Key<Path> CA_FILE =
            new Key<>(
                    PROBE + "caFile",
                    "path",
                    "",
                    "HTTP, GRPC: PEM file of the authorities trusted instead of the usual ones.",
                    Parse.path());
    static final Key<String> HEALTH_SERVICE =
            new Key<>(
                    PROBE + "healthService",
                    "text",
                    "",
                    "GRPC: service asked about; by default the server as a whole.",
                    Parse.text());
    static final Key<Boolean> TLS =
            new Key<>(
                    PROBE + "tls",
                    "true or false",
                    "true",
                    "GRPC: whether the server speaks TLS.",
                    Parse.yesOrNo());
    static final Key<String> ZONE =
            new Key<>(
                    PROBE + "zone",
                    "text",
                    "",
                    "DNS: zone the name is in; its name servers are asked.",
                    Parse.text());
    static final Key<String> TYPE =
            new Key<>(PROBE + "type", "text", "A", "DNS: type of the record.", Parse.text());
    static final Key<List<String>> EXPECTED =
            new Key<>(
                    PROBE + "expected",
                    "list",
                    "",
                    "DNS: each answered record must be one of these.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<List<String>> DELEGATION =
            new Key<>(
                    PROBE + "delegation",
                    "list",
                    "",
                    "DNS: names of the servers the parent zone must delegate to.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<List<String>> RESOLVERS =
            new Key<>(
                    PROBE + "resolvers",
                    "list of host:port",
                    "",
                    "DNS: where names of servers are looked up; by default where this machine does.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<List<String>> NAME_SERVERS =
            new Key<>(
                    PROBE + "nameServers",
                    "list of host:port",
                    "",
                    "DNS: servers asked instead of those the parent zone delegates to.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<Integer> NAME_SERVER_PORT =
            new Key<>(
                    PROBE + "nameServerPort",
                    "port",
                    "53",
                    "DNS: port of the servers found by delegation.",
                    Parse.integer(1, 65_535));
    static final Key<URI> REGISTRATION =
            new Key<>(
                    PROBE + "registration",
                    "URL",
                    "",
                    "DNS: RDAP record of the domain, which tells when its registration ends.",
                    Parse.url());
    static final Key<List<String>> ARGUMENTS =
            new Key<>(
                    PROBE + "arguments",
                    "list",
                    "",
                    "COMMAND: arguments, passed as they are.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<String> ENVIRONMENT =
            new Key<>(
                    PROBE + "environment.*",
                    "text",
                    "",
                    "COMMAND: a variable of its environment, beside PATH, HOME and LANG.",
                    Parse.text());
    static final Key<Integer> OUTPUT_BYTES_MAX =
            new Key<>(
                    PROBE + "outputBytesMax",
                    "bytes",
                    "65536",
                    "COMMAND: most it may write; it is ended beyond.",
                    Parse.integer(1, 1_048_576));

    static final List<Key<?>> ALL =
            List.of(
                    VANTAGE_NAME,
                    VANTAGE_REGION,
                    VANTAGE_NETWORK,
                    NAME,
                    KIND,
                    TARGET,
                    EVERY,
                    TIMEOUT,
                    FROM,
                    SERVICES,
                    REGIONS,
                    EFFECT,
                    ENTER_AFTER,
                    LEAVE_AFTER,
                    QUORUM_RATIO,
                    GONE_FOR,
                    STATUS,
                    CONTAINS,
                    EXPIRES_IN_MIN,
                    CA_FILE,
                    HEALTH_SERVICE,
                    TLS,
                    ZONE,
                    TYPE,
                    EXPECTED,
                    DELEGATION,
                    RESOLVERS,
                    NAME_SERVERS,
                    NAME_SERVER_PORT,
                    REGISTRATION,
                    ARGUMENTS,
                    ENVIRONMENT,
                    OUTPUT_BYTES_MAX);

    private ProbeKeys() {}
}
