package io.portcullis.app.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.adapter.pack.PackFiles;
import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.pack.PackUse;
import io.portcullis.port.SeriesSource;
import io.portcullis.testing.Exposition;
import io.portcullis.testing.InMemorySeriesSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What dependencies said of themselves under load is fit, and under fault unfit for its reason. */
final class RecordedHealthTest {

    private static final Region EU = new Region("eu");
    private static final Instant START = Instant.parse("2024-04-29T10:00:00Z");
    private static final int EVERY = 15;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InMemorySeriesSource metrics = new InMemorySeriesSource(EU);
    private final Map<String, Exposition> recorded = new HashMap<>();
    private Instant now = START;

    @AfterEach
    void stop() {
        threads.close();
    }

    @ParameterizedTest
    @CsvSource({
        "rabbitmq@3.10.8, fault-consumers-gone, backlog consumers",
        "rabbitmq@3.10.8, fault-memory-alarm, backlog consumers memory memory-alarm",
        "redis, fault-rejected-connections, rejected-connections",
        "postgresql, fault-connections, connections",
        "ingress-nginx, fault, reload",
        "envoy, fault, healthy-members none-healthy",
        "kube-state-metrics, fault, crash-loops replicas-unavailable rollout-stuck",
    })
    void eachFaultIsFoundByItsRules(String pack, String fault, String rules) {
        var source = source(pack);
        scrapes(pack, "load", 40);

        assertThat(unfit(source.observe(now))).isEmpty();

        scrapes(pack, fault, 4);
        assertThat(unfit(source.observe(now)))
                .containsExactlyInAnyOrder(
                        List.of(rules.split(" ")).stream()
                                .map(rule -> "thing/" + rule)
                                .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"redis", "postgresql", "nginx"})
    void aServerThatIsDownBehindALivingExporterIsUnfitAndNothingOfItIsFit(String pack) {
        var source = source(pack);
        scrapes(pack, "load", 40);

        scrapes(pack, "fault-down", 4);

        var seen = source.observe(now);
        assertThat(unfit(seen)).containsExactly("thing/up");
        assertThat(fit(seen)).containsExactlyInAnyOrderElementsOf(lazy(pack));
    }

    /** What never was exported stays fit, for its servers live. */
    private static Set<String> lazy(String pack) {
        return switch (pack) {
            case "redis" -> Set.of("thing", "thing/replica-link");
            default -> Set.of("thing");
        };
    }

    @Test
    void aBrokerThatHangsShowsNoAlarmAndIsUnfit() {
        var source = source("rabbitmq@3.10.8");
        scrapes("rabbitmq@3.10.8", "load", 40);

        for (int i = 0; i < 4; i++) {
            now = now.plusSeconds(EVERY);
            metrics.scraped(
                    now,
                    "job",
                    "a:1",
                    Exposition.of("rabbitmq", "load")
                            .without("rabbitmq_alarms_memory_used_watermark"));
        }

        assertThat(unfit(source.observe(now))).containsExactly("thing/memory-alarm");
    }

    @Test
    void nothingOfABrokerThatIsGoneIsFit() {
        var source = source("rabbitmq@3.10.8");
        scrapes("rabbitmq@3.10.8", "load", 40);
        assertThat(unfit(source.observe(now))).isEmpty();

        for (int i = 0; i < 6; i++) {
            now = now.plusSeconds(EVERY);
            metrics.failed(now, "job", "a:1");
        }

        var seen = source.observe(now);
        assertThat(fit(seen)).isEmpty();
        assertThat(unfit(seen))
                .containsExactlyInAnyOrder("thing", "thing/memory-alarm", "thing/disk-alarm");
        assertThat(seen)
                .filteredOn(one -> one.subject().kind() == Subject.Kind.ABSENCE)
                .extracting(Observation::text)
                .containsExactly("rabbitmq_build_info is gone of [job/a:1], which had it before");
    }

    @Test
    void itIsStillGoneWhenTheWindowBeforeIsOver() {
        var source = source("rabbitmq@3.10.8");
        scrapes("rabbitmq@3.10.8", "load", 40);
        source.observe(now);

        for (int i = 0; i < 10; i++) {
            now = now.plus(Duration.ofMinutes(10));
            metrics.failed(now, "job", "a:1");
            assertThat(fit(source.observe(now))).isEmpty();
        }

        assertThat(unfit(source.observe(now))).contains("thing");
    }

    @Test
    void consumersThatAreGoneForLongerThanTheWindowStayGone() {
        var source = source("rabbitmq@3.10.8");
        scrapes("rabbitmq@3.10.8", "load", 40);
        source.observe(now);

        for (int i = 0; i < 10; i++) {
            now = now.plus(Duration.ofMinutes(10));
            scrapes("rabbitmq@3.10.8", "fault-consumers-gone", 4);
            assertThat(unfit(source.observe(now))).contains("thing/consumers");
        }
        scrapes("rabbitmq@3.10.8", "load", 4);

        assertThat(unfit(source.observe(now))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"job, b:1", "caches, redis://b:6379/0", "caches/redis, b:1", "a|b {1}, b:1"})
    void oneOfTwoServersThatNoLongerAnswersIsAbsentAndOneTakenAwayIsNot(
            String job, String instance) {
        var source = source("redis");
        for (int i = 0; i < 40; i++) {
            scrapes("redis", "load", 1);
            metrics.scraped(now, job, instance, Exposition.of("redis", "load"));
        }

        for (int i = 0; i < 6; i++) {
            scrapes("redis", "load", 1);
            metrics.failed(now, job, instance);
        }
        var failing = source.observe(now);
        scrapes("redis", "load", 6);
        var takenAway = source.observe(now);

        assertThat(unfit(failing)).containsExactly("thing");
        assertThat(unfit(takenAway)).isEmpty();
        assertThat(fit(takenAway)).contains("thing", "thing/up", "thing/connections");
    }

    @Test
    void metricsThatDoNotAnswerLeaveEverythingUnknown() {
        var source = source("redis");
        scrapes("redis", "load", 40);

        metrics.breakDown("no answer in time");

        assertThat(source.observe(now))
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.condition()).isEqualTo(Condition.UNKNOWN);
                    assertThat(one.text()).isEqualTo("no answer in time");
                });
    }

    @Test
    void whatWasNeverSeenIsUnknownAndSaysWhatToDo() {
        assertThat(source("redis").observe(now))
                .allSatisfy(one -> {
                    assertThat(one.condition()).isEqualTo(Condition.UNKNOWN);
                    assertThat(one.text()).contains("is it scraped?");
                });
    }

    @Test
    void eachServiceThatDependsOnItIsTold() {
        var services = new TreeSet<>(Set.of(new ServiceName("studio"), new ServiceName("vod")));
        var source = source("redis", services);
        scrapes("redis", "load", 4);

        assertThat(source.observe(now))
                .extracting(one -> String.valueOf(one.subject().service()))
                .containsOnly("studio", "vod");
    }

    private void scrapes(String pack, String exposition, int count) {
        for (int i = 0; i < count; i++) {
            now = now.plusSeconds(EVERY);
            String folder = PackUse.of(pack).pack();
            metrics.scraped(now, "job", "a:1", recorded(folder, exposition));
        }
    }

    private Exposition recorded(String folder, String name) {
        return recorded.computeIfAbsent(folder + name, _ -> Exposition.of(folder, name));
    }

    private DependencyEnvironmentSource source(String pack) {
        return source(pack, Set.of());
    }

    private DependencyEnvironmentSource source(String pack, Set<ServiceName> services) {
        var use = PackUse.of(pack);
        var files = PackFiles.packs().get(use.pack());
        var dependency =
                new Dependency(
                        "thing",
                        pack,
                        new TreeSet<>(services),
                        new TreeSet<>(Set.of(EU)),
                        files.alive().orElseThrow(),
                        use.health(files),
                        new Rule(
                                Effect.HOLD,
                                2,
                                6,
                                Duration.ofSeconds(30),
                                1,
                                Duration.ofMinutes(10)));
        var regions = new TreeMap<Region, SeriesSource>();
        regions.put(EU, metrics);
        return new DependencyEnvironmentSource(
                List.of(dependency), regions, Duration.ofSeconds(5), threads);
    }

    private static Set<String> unfit(List<Observation> seen) {
        return names(seen, Condition.UNFIT);
    }

    private static Set<String> fit(List<Observation> seen) {
        return names(seen, Condition.FIT);
    }

    private static Set<String> names(List<Observation> seen, Condition condition) {
        return seen.stream()
                .filter(one -> one.condition() == condition)
                .map(one -> one.subject().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
