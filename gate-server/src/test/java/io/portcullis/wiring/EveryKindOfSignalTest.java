package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.app.gather.GatherEvidence;
import io.portcullis.app.gather.Gathered;
import io.portcullis.app.judge.RolloutLooks;
import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.release.ChangeClass;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.kernel.rollout.Span;
import io.portcullis.kernel.rollout.Stage;
import io.portcullis.testing.FakePrometheus;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.InMemoryWorkloadSource;
import io.portcullis.testing.SettableClock;
import io.portcullis.wiring.configuration.ConfigurationReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the configuration and what servers show to a finding, for every kind of signal. */
final class EveryKindOfSignalTest {

    private static final String CONFIGURATION =
            """
            portcullis:
              services:
                media-server:
                  regions: [us-west]
                  signals:
                    - {name: requests, total: requests_total, bad: 'requests_total{code="500"}', lazyBad: true}
                    - {name: drops, kind: RATE, bad: drops_total, gauge: sessions}
                    - {name: restarts, kind: RATE, bad: crashes_total}
                    - {name: latency, kind: LATENCY, histogram: latency_seconds_bucket}
                    - {name: join-time, kind: LATENCY, histogram: join_seconds, unit: s}
                    - {name: queue-depth, kind: LEVEL, gauge: queue}
                    - {name: scrapes, kind: ABSENCE}
                    - {name: traffic, kind: TRAFFIC, total: requests_total}
              regions:
                us-west: {prometheus: {url: "%s", delay: 0s}}
            """;

    private static final Instant START = Instant.parse("2026-03-08T12:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Region WEST = new Region("us-west");
    private static final int LOOKS_BEFORE = 45;
    private static final int OLD_SERVERS = 20;
    private static final int CANARIES = 4;

    private final SettableClock clock = new SettableClock(START);
    private final FakePrometheus prometheus = new FakePrometheus(START);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final SplittableRandom random = new SplittableRandom(5);
    private final Map<Map<String, String>, Double> totals = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    @TempDir private Path folder;

    @AfterEach
    void stop() {
        prometheus.close();
        threads.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "requests; requests us-west; 60",
                "drops; drops us-west; 60",
                "restarts; restarts us-west; 60",
                "latency; latency above; 60",
                "join-time; join-time above; 60",
                "queue-depth; queue-depth us-west; 180",
                "scrapes; scrapes us-west; 60",
                "traffic; traffic us-west; 60",
            })
    void aCanaryWorseInOneSignalFailsInIt(String worse, String named, int looks)
            throws IOException {
        LookFindings findings = play(worse, looks);

        assertThat(findings.release().failed()).isTrue();
        assertThat(findings.release().regressed())
                .extracting(GroupKey::toString)
                .anyMatch(key -> key.startsWith(named));
    }

    @Test
    void aCanaryLikeTheOthersDoesNotFailAndEverythingIsMeasured() throws IOException {
        LookFindings findings = play("", 25);

        assertThat(findings.release().failed()).isFalse();
        assertThat(gaps).isEmpty();
        assertThat(findings.groups())
                .extracting(group -> group.key().signal().base().value())
                .contains(
                        "requests",
                        "drops",
                        "restarts",
                        "latency",
                        "join-time",
                        "queue-depth",
                        "scrapes",
                        "traffic");
    }

    private LookFindings play(String worse, int looks) throws IOException {
        var gather = gather();
        for (int look = -LOOKS_BEFORE; look <= 0; look++) {
            show(look, "");
        }
        RolloutSpec asked = spec(gather.service());
        var before = gather.gather().before(asked);
        RolloutSpec spec = asked.judgedBy(before.edges());
        var looksBefore = RolloutLooks.withEvidence(before.looks());
        var analysis =
                RolloutAnalysis.start(
                        AnalysisPlans.of(spec), EvidenceBefore.uncalibrated(looksBefore));
        analysis.openStage(1, looksBefore);
        var books = before.books();
        long cursor = before.inboxCursor();
        for (int look = 1; look <= looks && !analysis.findings().release().failed(); look++) {
            clock.advance(LOOK);
            prometheus.time(clock.instant());
            show(look, worse);
            Gathered gathered = gather.gather().look(spec, cursor, books);
            books = gathered.books();
            cursor = gathered.inboxCursor();
            gaps.addAll(gathered.evidence().gaps());
            analysis.look(look, gathered.evidence());
        }
        return analysis.findings();
    }

    /** What every server shows at a look; canaries start with the first. */
    private void show(int look, String worse) {
        for (int server = 0; server < OLD_SERVERS; server++) {
            show(look, "old-" + server, "1.5.1", "");
        }
        for (int server = 0; look >= 1 && server < CANARIES; server++) {
            boolean gone = worse.equals("scrapes") && look > 8 && server < 2;
            put(
                    look,
                    Map.of("__name__", "up", "job", "media", "instance", "new-" + server),
                    gone ? 0 : 1);
            if (!gone) {
                show(look, "new-" + server, "1.5.2", look > 8 ? worse : "");
            }
        }
    }

    private void show(int look, String server, String version, String worse) {
        if (version.equals("1.5.1")) {
            put(look, Map.of("__name__", "up", "job", "media", "instance", server), 1);
        }
        double requests = worse.equals("traffic") ? 20 : 90 + random.nextInt(20);
        count(look, server, version, "requests_total", Map.of("code", "200"), requests);
        count(
                look,
                server,
                version,
                "requests_total",
                Map.of("code", "500"),
                events(worse, "requests", 0.002 * requests));
        put(look, labels(server, version, "sessions", Map.of()), 40 + random.nextInt(5));
        count(look, server, version, "drops_total", Map.of(), events(worse, "drops", 0.4));
        count(look, server, version, "crashes_total", Map.of(), events(worse, "restarts", 0.01));
        latency(look, server, version, worse.equals("latency"));
        join(look, server, version, worse.equals("join-time"));
        double queue = 100 + random.nextInt(100) + (worse.equals("queue-depth") ? 150 : 0);
        put(look, labels(server, version, "queue", Map.of()), queue);
    }

    private double events(String worse, String signal, double mean) {
        double rate = worse.equals(signal) ? 20 * mean : mean;
        long events = (long) rate;
        return events + (random.nextDouble() < rate - events ? 1 : 0);
    }

    private void latency(int look, String server, String version, boolean slow) {
        int fast = slow ? 20 : 60;
        var atMost = new TreeMap<String, Integer>();
        atMost.put("0.1", fast);
        atMost.put("0.25", 90);
        atMost.put("1", 99);
        atMost.put("+Inf", 100);
        atMost.forEach((bound, count) ->
                count(look, server, version, "latency_seconds_bucket", Map.of("le", bound), count));
    }

    private void join(int look, String server, String version, boolean slow) {
        var labels = labels(server, version, "join_seconds", Map.of());
        double all = totals.merge(with(labels, "part", "all"), 100.0, Double::sum);
        double late = totals.merge(with(labels, "part", "late"), slow ? 80.0 : 10.0, Double::sum);
        prometheus.sample(
                labels,
                at(look),
                "{\"count\":\"%s\",\"sum\":\"1\",\"buckets\":[[0,\"1\",\"1.189207115002721\",\"%s\"],[0,\"2\",\"2.378414230005442\",\"%s\"]]}"
                        .formatted(all, all - late, late));
    }

    @SuppressWarnings("checkstyle:parameternumber") // each is one column of a sample
    private void count(
            int look,
            String server,
            String version,
            String name,
            Map<String, String> more,
            double increment) {
        var labels = labels(server, version, name, more);
        put(look, labels, totals.merge(labels, increment, Double::sum));
    }

    private void put(int look, Map<String, String> labels, double value) {
        prometheus.sample(labels, at(look), value);
    }

    private static Map<String, String> labels(
            String server, String version, String name, Map<String, String> more) {
        var labels = new HashMap<>(more);
        labels.putAll(
                Map.of("__name__", name, "job", "media", "instance", server, "version", version));
        return labels;
    }

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        var more = new HashMap<>(labels);
        more.put(name, value);
        return more;
    }

    private static Instant at(int look) {
        return START.plus(LOOK.multipliedBy(look));
    }

    private Gathering gather() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("gate.yml"), CONFIGURATION.formatted(prometheus.url()));
        var configuration = ConfigurationReader.read(file, Map.of(), folder);
        var sources = new EvidenceSources(http, clock, threads, LOOK);
        var gather =
                new GatherEvidence(
                        new InMemoryEvidenceInbox(),
                        _ -> {},
                        new GatherEvidence.Pull(
                                PulledServices.of(configuration, sources::prometheus),
                                new InMemoryWorkloadSource()),
                        clock,
                        threads);
        return new Gathering(
                gather, configuration.services().get(new ServiceName("media-server")).definition());
    }

    private static RolloutSpec spec(ServiceDefinition service) {
        var running = new TreeMap<Region, RunningRelease>();
        running.put(WEST, new RunningRelease("image@sha256:0", "1.5.1", "c", List.of()));
        return new RolloutSpec(
                new RolloutId(new UUID(1, 2)),
                service,
                new Release(
                        "image@sha256:1",
                        "1.5.2",
                        "c",
                        new TreeSet<>(),
                        List.of(),
                        ChangeClass.NORMAL,
                        ""),
                running,
                new Plan(
                        Plan.Mode.ADVISE,
                        Plan.Driver.PIPELINE,
                        "",
                        Plan.HoldExpiry.PAUSE,
                        SharedHarmPolicy.ABORT,
                        TransitionPolicy.DEFAULT,
                        List.of(
                                new Stage(
                                        "some",
                                        new Stage.Where.All(),
                                        0.2,
                                        Span.looks(60),
                                        Span.looks(60))),
                        Plan.WAIT_LIMIT_DEFAULT,
                        Plan.PAUSE_LIMIT_DEFAULT,
                        Plan.RECOVERED_FOR_DEFAULT,
                        Plan.RESTORE_DEADLINE_DEFAULT,
                        Plan.POLL_DEFAULT),
                LOOK,
                new TreeMap<>(),
                Edges.NONE);
    }

    private record Gathering(GatherEvidence gather, ServiceDefinition service) {}
}
