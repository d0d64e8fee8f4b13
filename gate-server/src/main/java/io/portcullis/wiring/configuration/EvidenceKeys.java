package io.portcullis.wiring.configuration;

import io.portcullis.kernel.evidence.Rung;
import io.portcullis.kernel.evidence.SignalDefinition.Proof;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalDefinition.Worse;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.wiring.configuration.ConfigurationKeys.ArmRule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Keys that say which services there are and where evidence of them comes from. */
final class EvidenceKeys {

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
    static final Key<String> CONFIG_MAP =
            new Key<>(
                    "portcullis.services.*.configMap",
                    "name",
                    "",
                    "ConfigMap whose keys are the keys of the service's configuration, read where there"
                            + " is a cluster.",
                    Parse.text());
    static final Key<List<String>> SERVICE_PACKS =
            new Key<>(
                    "portcullis.services.*.packs",
                    "list",
                    "",
                    "Signal packs whose signals it has, such as livekit@1.9 or grpc{job=\"media\"};"
                            + " gate packs list names them.",
                    Parse.listOf(Parse.text(), 20));
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
                    "RATIO, RATE, LATENCY, LEVEL, ABSENCE, TRAFFIC, ...",
                    "RATIO",
                    "What the signal counts: bad of all, events per exposure, observations above an"
                            + " edge, servers above their earlier range, failed scrapes, requests per"
                            + " server-second.",
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
                    "Its share of the error budget; by default 0.35 for a ratio on links, 0.25 in"
                            + " regions, 0.15 for RATE and LATENCY, 0.10 for all LEVEL, ABSENCE and"
                            + " TRAFFIC together.",
                    Parse.number(0, 100));
    static final Key<Double> SIGNAL_BASELINE_RATIO_MAX =
            new Key<>(
                    "portcullis.services.*.signals[].baselineRatioMax",
                    "ratio",
                    "",
                    "Ratio above which the old version counts as unhealthy; by default 0.10 on links,"
                            + " 0.05 in regions, 1 where there is no usual one.",
                    Parse.number(0, 1));
    static final Key<Double> SIGNAL_TOLERANCE_RATIO =
            new Key<>(
                    "portcullis.services.*.signals[].toleranceRatio",
                    "number",
                    "",
                    "How many times worse than the old version is still healthy; by default 1.1, 1.25"
                            + " for LATENCY, 1.5 for LEVEL, ABSENCE and TRAFFIC.",
                    Parse.number(0.999, 100));
    static final Key<Worse> SIGNAL_WORSE =
            new Key<>(
                    "portcullis.services.*.signals[].worse",
                    "HIGH or LOW",
                    "",
                    "Which way is worse; by default HIGH, of TRAFFIC LOW.",
                    Parse.oneOf(Worse.class));
    static final Key<Proof> SIGNAL_PROOF =
            new Key<>(
                    "portcullis.services.*.signals[].proof",
                    "REQUIRED or WAIVED",
                    "",
                    "Whether a stage must show that it is not worse, or may only be aborted by it; by"
                            + " default WAIVED for LEVEL, ABSENCE and TRAFFIC.",
                    Parse.oneOf(Proof.class));
    static final Key<String> SIGNAL_UNIT =
            new Key<>(
                    "portcullis.services.*.signals[].unit",
                    "text",
                    "",
                    "Unit of what it measures, such as s or ms, for people.",
                    Parse.text());
    static final Key<Rung> SIGNAL_RUNG =
            new Key<>(
                    "portcullis.services.*.signals[].rung",
                    "a, b, c, d or e",
                    "",
                    "Rung of the evidence ladder that its findings say they stand on: c for calls that"
                            + " their clients count; by default a in regions, d on links, b for"
                            + " PROBE.",
                    value -> Rung.ofLetter(Parse.text().apply(value)));
    static final Key<String> SIGNAL_HISTOGRAM =
            new Key<>(
                    "portcullis.services.*.signals[].histogram",
                    "series selector",
                    "",
                    "LATENCY, where it is pulled: the _bucket series of a classic histogram, or a"
                            + " native one.",
                    Parse.text());
    static final Key<String> SIGNAL_GAUGE =
            new Key<>(
                    "portcullis.services.*.signals[].gauge",
                    "series selector",
                    "",
                    "LEVEL, where it is pulled: the gauge of each server. RATE: what lasts, such as"
                            + " open sessions; left out with total, the servers themselves. PROBE: 1"
                            + " for success, such as probe_success, in place of total and bad.",
                    Parse.text());
    static final Key<String> SIGNAL_LIMIT =
            new Key<>(
                    "portcullis.services.*.signals[].limit",
                    "number or series selector",
                    "",
                    "LEVEL: what the gauge of a server must not reach.",
                    Parse.text());
    static final Key<Duration> SIGNAL_EXHAUSTED_IN =
            new Key<>(
                    "portcullis.services.*.signals[].exhaustedIn",
                    "duration",
                    "1h",
                    "LEVEL with a limit: a new version that will reach it so soon, going on as in its"
                            + " last 30 looks, is aborted at once.",
                    Parse.duration(Duration.ofSeconds(1), Duration.ofDays(30)));
    static final Key<String> SIGNAL_TOTAL =
            new Key<>(
                    "portcullis.services.*.signals[].total",
                    "series selector",
                    "",
                    "Counter of all attempts, or of another exposure, where it is pulled; left out, a"
                            + " RATIO is only pushed.",
                    Parse.text());
    static final Key<String> SIGNAL_BAD =
            new Key<>(
                    "portcullis.services.*.signals[].bad",
                    "series selector",
                    "",
                    "Counter of bad attempts, or of the events of a RATE, where it is pulled.",
                    Parse.text());
    static final Key<String> SIGNAL_SETTLED =
            new Key<>(
                    "portcullis.services.*.signals[].settled",
                    "series selector",
                    "",
                    "RATIO, in the place of bad: counter of attempts that came to an end, well or"
                            + " called off; bad are those that come to none.",
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
    static final Key<String> SIGNAL_DESTINATION_REGION_LABEL =
            new Key<>(
                    "portcullis.services.*.signals[].labels.destinationRegion",
                    "label",
                    "",
                    "Label that names the region a link leads to, where its source counts or probes;"
                            + " by default each link leads to the region it is counted in.",
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
                    "File with the bearer token, or the password of the user.",
                    Parse.path());
    static final Key<String> PROMETHEUS_USER =
            new Key<>(
                    "portcullis.regions.*.prometheus.authorization.user",
                    "text",
                    "",
                    "User of basic authorization; then the credentials are its password.",
                    Parse.text());
    static final Key<String> PROMETHEUS_HEADER =
            new Key<>(
                    "portcullis.regions.*.prometheus.headers.*",
                    "text",
                    "",
                    "A further header, such as a tenant's X-Scope-OrgID.",
                    Parse.text());
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

    private EvidenceKeys() {}
}
