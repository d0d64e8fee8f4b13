package io.portcullis.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.testing.AnsweringServer;
import io.portcullis.testing.SettableClock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AlertEnvironmentSourceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final Region EU_WEST = new Region("eu-west");
    private static final ServiceName SERVICE = new ServiceName("media-server");
    private static final Rule RULE =
            new Rule(Rule.Effect.NO_START, 1, 3, Duration.ofMinutes(5), 1, Duration.ofMinutes(10));

    private final AnsweringServer store = new AnsweringServer();
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final SettableClock clock = new SettableClock(NOW);
    private AlertEnvironmentSource source;

    @BeforeEach
    void watch() {
        source = watching(watch("pages", "{severity=\"page\",team=~\"media|edge\"}"));
        firing();
        rules(rule("BrokerDown", "page", "ok", 20), rule("DiskFull", "page", "ok", 30));
    }

    private static AlertWatch watch(String name, String matchers) {
        return new AlertWatch(
                name,
                new LabelMatchers(matchers),
                new TreeSet<>(Set.of(EU_WEST)),
                new TreeSet<>(Set.of(SERVICE)),
                RULE);
    }

    private AlertEnvironmentSource watching(AlertWatch... watches) {
        return new AlertEnvironmentSource(
                List.of(watches),
                http,
                List.of(PrometheusEndpoint.of(EU_WEST, store.url(""))),
                clock,
                Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        http.close();
        store.close();
    }

    @Test
    void whatFiresIsUnfitAndWhatDoesNotIsFit() {
        firing(Map.of("alertname", "BrokerDown", "severity", "page", "queue", "tasks"));

        assertThat(source.observe(NOW))
                .extracting(AlertEnvironmentSourceTest::told)
                .containsExactly(
                        "BrokerDown UNFIT 2026-11-22T18:59:40Z BrokerDown fires:"
                                + " {queue=\"tasks\",severity=\"page\"}",
                        "DiskFull FIT 2026-11-22T18:59:30Z DiskFull does not fire");
        assertThat(source.observe(NOW))
                .extracting(Observation::subject)
                .contains(new Subject(Subject.Kind.ALERT, "DiskFull", SERVICE, EU_WEST));
    }

    @Test
    void aRuleThatIsNotEvaluatedAnyMoreIsNotQuiet() {
        rules(
                rule("BrokerDown", "page", "ok", 211),
                rule("DiskFull", "page", "err", 5),
                rule("Fresh", "page", "ok", 209));

        assertThat(source.observe(NOW))
                .extracting(AlertEnvironmentSourceTest::told)
                .containsExactly(
                        "BrokerDown UNKNOWN 2026-11-22T19:00:00Z BrokerDown does not fire, but it was"
                                + " last evaluated at 2026-11-22T18:56:29Z",
                        "DiskFull UNKNOWN 2026-11-22T19:00:00Z DiskFull does not fire, but it cannot be"
                                + " evaluated: health is err",
                        "Fresh FIT 2026-11-22T18:56:31Z Fresh does not fire");
    }

    @Test
    void aRuleThatIsGoneIsUnknownForAnHourAndThenForgotten() {
        source.observe(NOW);
        rules(rule("DiskFull", "page", "ok", 30));

        assertThat(source.observe(NOW.plusSeconds(10)))
                .extracting(AlertEnvironmentSourceTest::told)
                .contains(
                        "BrokerDown UNKNOWN 2026-11-22T19:00:10Z BrokerDown does not fire, but its rule"
                                + " is gone");
        source.observe(NOW.plusSeconds(3_601));
        assertThat(source.observe(NOW.plusSeconds(3_602)))
                .extracting(it -> it.subject().name())
                .doesNotContain("BrokerDown");
    }

    @Test
    void aWatchSaysNothingOfWhatOnlyAnotherWatchSaw() {
        source =
                watching(
                        watch("pages", "{severity=\"page\"}"),
                        watch("tickets", "{severity=\"ticket\"}"));
        rules(rule("BrokerDown", "page", "ok", 20), rule("DiskSlow", "ticket", "ok", 20));
        source.observe(NOW);

        assertThat(source.observe(NOW.plusSeconds(10)))
                .extracting(AlertEnvironmentSourceTest::told)
                .containsExactly(
                        "BrokerDown FIT 2026-11-22T18:59:40Z BrokerDown does not fire",
                        "DiskSlow FIT 2026-11-22T18:59:40Z DiskSlow does not fire");
    }

    @Test
    void anAlertThatOneOfTwoWatchesLostIsUnknownByThatOneAlone() {
        source =
                watching(
                        watch("pages", "{severity=\"page\"}"),
                        watch("all", "{severity=~\"page|ticket\"}"));
        rules(rule("BrokerDown", "page", "ok", 20));
        source.observe(NOW);
        rules(rule("BrokerDown", "ticket", "ok", 20));

        assertThat(source.observe(NOW.plusSeconds(10)))
                .extracting(it -> it.subject().name() + " " + it.condition())
                .containsExactly("BrokerDown UNKNOWN", "BrokerDown FIT");
    }

    @Test
    void afterAQuestionThatFailedItIsSaidForAnHourThatTheWatchSeesAgain() {
        store.say("/api/v1/query", 503, "");
        source.observe(NOW);
        firing();

        assertThat(ofWatch(NOW.plusSeconds(10)))
                .containsExactly("pages FIT 2026-11-22T19:00:10Z alerts pages are told again");
        assertThat(ofWatch(NOW.plusSeconds(3_600))).hasSize(1);
        ofWatch(NOW.plusSeconds(3_601));
        assertThat(ofWatch(NOW.plusSeconds(3_602))).isEmpty();
    }

    @Test
    void aWatchThatNeverFailedSaysNothingOfItself() {
        source.observe(NOW);

        assertThat(ofWatch(NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void whileTheRulesAreAwayTheWatchDoesNotSayThatItSeesAgain() {
        store.say("/api/v1/query", 503, "");
        source.observe(NOW);
        firing();
        store.say("/api/v1/rules", 404, "{}");

        assertThat(ofWatch(NOW.plusSeconds(10)))
                .singleElement()
                .asString()
                .startsWith("pages UNKNOWN 2026-11-22T19:00:10Z alerts pages cannot be told: ");
    }

    @Test
    void rulesOfOthersAreNotConcerned() {
        rules(rule("Ticket", "ticket", "ok", 5), rule("Page", "page", "ok", 5));

        assertThat(source.observe(NOW))
                .extracting(it -> it.subject().name())
                .containsExactly("Page");
    }

    @Test
    void aStoreThatCannotBeAskedTellsNothing() {
        store.say("/api/v1/query", 503, "<html>no</html>");

        assertThat(source.observe(NOW))
                .singleElement()
                .returns("pages", it -> it.subject().name())
                .returns(Condition.UNKNOWN, Observation::condition);

        store.close();

        assertThat(source.observe(NOW))
                .singleElement()
                .returns(Condition.UNKNOWN, Observation::condition);
    }

    @Test
    void withoutItsRulesAStoreStillSaysWhatFires() {
        store.say("/api/v1/rules", 404, "{}");
        firing(Map.of("alertname", "BrokerDown", "severity", "page"));

        assertThat(source.observe(NOW))
                .extracting(it -> it.subject().name() + " " + it.condition())
                .containsExactly("pages UNKNOWN", "BrokerDown UNFIT");
    }

    @Test
    void aWarningMeansAPartIsMissing() {
        store.say(
                "/api/v1/query",
                200,
                "{\"status\":\"success\",\"warnings\":[\"a store is away\"],"
                        + "\"data\":{\"resultType\":\"vector\",\"result\":[]}}");

        assertThat(source.observe(NOW))
                .singleElement()
                .returns(Condition.UNKNOWN, Observation::condition);
    }

    @Test
    void matchersAreInBracesAndOfLabels() {
        for (String wrong : List.of("", "ALERTS", "ALERTS{a=\"b\"}", "{a=b}", "{a=~\"(\"}", "up")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new LabelMatchers(wrong));
        }
        var matchers = new LabelMatchers("{severity!=\"info\",team!~\"a|b\"}");
        assertThat(matchers.mayMatch(Map.of("severity", "page"))).isTrue();
        assertThat(matchers.mayMatch(Map.of("severity", "info"))).isFalse();
        assertThat(matchers.mayMatch(Map.of("team", "b"))).isFalse();
        assertThat(matchers.mayMatch(Map.of("team", "bc"))).isTrue();
        assertThat(matchers.of("ALERTS", "alertstate=\"firing\""))
                .isEqualTo("ALERTS{alertstate=\"firing\",severity!=\"info\",team!~\"a|b\"}");
    }

    private List<String> ofWatch(Instant now) {
        return source.observe(now).stream()
                .filter(it -> it.subject().name().equals("pages"))
                .map(AlertEnvironmentSourceTest::told)
                .toList();
    }

    private static String told(Observation it) {
        return it.subject().name() + " " + it.condition() + " " + it.at() + " " + it.text();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private void firing(Map<String, String>... alerts) {
        String result =
                java.util.Arrays.stream(alerts)
                        .map(labels ->
                                labels.entrySet().stream()
                                        .map(it ->
                                                "\"%s\":\"%s\""
                                                        .formatted(it.getKey(), it.getValue()))
                                        .collect(
                                                Collectors.joining(
                                                        ",",
                                                        "{\"metric\":{",
                                                        "}," + "\"value\":[1,\"1\"]}")))
                        .collect(Collectors.joining(","));
        store.say(
                "/api/v1/query",
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                        + result
                        + "]}}");
    }

    private void rules(String... rules) {
        store.say(
                "/api/v1/rules",
                200,
                """
                {"status":"success","data":{"groups":[{"name":"g","interval":60,"rules":[%s,
                 {"type":"recording","name":"a:b","health":"ok"}]}]}}
                """
                        .formatted(String.join(",", rules)));
    }

    private static String rule(String name, String severity, String health, int secondsAgo) {
        return """
        {"type":"alerting","name":"%s","labels":{"severity":"%s"},"health":"%s",
         "state":"inactive","lastEvaluation":"%s"}
        """
                .formatted(name, severity, health, NOW.minusSeconds(secondsAgo));
    }
}
