package io.portcullis.adapter.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.testing.AnsweringServer;
import io.portcullis.testing.AnsweringServer.Answer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatusPageEnvironmentSourceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final String PATH = "/api/v2/summary.json";
    private static final Region EU_WEST = new Region("eu-west");
    private static final Rule RULE =
            new Rule(Rule.Effect.HOLD, 1, 3, Duration.ofMinutes(3), 1, Duration.ofMinutes(10));

    private final AnsweringServer server = new AnsweringServer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final StatusPageEnvironmentSource source =
            new StatusPageEnvironmentSource(List.of(page()), http, Duration.ofSeconds(20));

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    void aComponentIsUnfitFromTheStatusOn() {
        server.say(PATH, 200, summary("operational", "partial_outage"));

        assertThat(source.observe(NOW))
                .extracting(Observation::subject, Observation::condition)
                .containsExactly(
                        tuple(
                                new Subject(Subject.Kind.PROVIDER, "example: API", null, EU_WEST),
                                Condition.FIT),
                        tuple(
                                new Subject(Subject.Kind.PROVIDER, "example: DNS", null, EU_WEST),
                                Condition.UNFIT));
        assertThat(source.observe(NOW).getLast().text())
                .isEqualTo("DNS of example: its page says partial_outage; Elevated errors");
    }

    @Test
    void lessThanThatIsFit() {
        server.say(PATH, 200, summary("under_maintenance", "degraded_performance"));

        assertThat(source.observe(NOW))
                .extracting(Observation::condition)
                .containsOnly(Condition.FIT);
    }

    @Test
    void whatIsNotSaidOrNotUnderstoodIsUnknown() {
        server.say(PATH, 200, summary("operational", "on_fire"));
        assertThat(source.observe(NOW).getLast())
                .returns(Condition.UNKNOWN, Observation::condition)
                .returns(
                        "DNS of example: its page says 'on_fire', which is not known",
                        Observation::text);

        server.say(PATH, 200, "{\"components\":[{\"name\":\"API\",\"status\":\"operational\"}]}");
        assertThat(source.observe(NOW.plusSeconds(60)).getLast())
                .returns(Condition.UNKNOWN, Observation::condition)
                .returns("DNS of example: its page has no such component", Observation::text);
    }

    @Test
    void aPageThatCannotBeReadIsUnknownUntilItCan() {
        for (var broken : List.of("<html>", "[]", "{}", "")) {
            server.say(PATH, 200, broken);
            var fresh =
                    new StatusPageEnvironmentSource(List.of(page()), http, Duration.ofSeconds(20));
            assertThat(fresh.observe(NOW))
                    .extracting(Observation::condition)
                    .containsOnly(Condition.UNKNOWN);
        }
        server.say(PATH, 302, "elsewhere");
        assertThat(source.observe(NOW).getFirst().text()).contains("it answered 302");

        server.say(PATH, 200, summary("operational", "operational"));
        assertThat(source.observe(NOW.plusSeconds(60)))
                .extracting(Observation::condition)
                .containsOnly(Condition.FIT);
    }

    @Test
    void aPageThatIsTooLargeIsNotRead() {
        server.say(
                PATH,
                200,
                summary("operational", "operational") + " ".repeat(PolledPage.BODY_BYTES_MAX));

        assertThat(source.observe(NOW))
                .extracting(Observation::condition)
                .containsOnly(Condition.UNKNOWN);
    }

    @Test
    void itIsAskedEverySoOftenAndUnchangedContentIsNotSentAgain() {
        server.say(PATH, new Answer(200, summary("operational", "major_outage"), "\"v1\""));

        var first = source.observe(NOW);
        var between = source.observe(NOW.plusSeconds(59));
        var second = source.observe(NOW.plusSeconds(60));

        assertThat(server.asked()).containsExactly(PATH + " 200", PATH + " 304");
        assertThat(between).isEqualTo(first);
        assertThat(second)
                .extracting(Observation::condition)
                .containsExactly(Condition.FIT, Condition.UNFIT);
        assertThat(second).extracting(Observation::at).containsOnly(NOW.plusSeconds(60));
    }

    private StatusPage page() {
        return new StatusPage(
                "example",
                server.url(PATH),
                new TreeSet<>(Set.of("API", "DNS")),
                ComponentStatus.PARTIAL_OUTAGE,
                Duration.ofMinutes(1),
                new TreeSet<>(Set.of(EU_WEST)),
                new TreeSet<>(),
                RULE);
    }

    private static String summary(String api, String dns) {
        return """
        {"page":{"id":"x","name":"Example","url":"https://status.example"},
         "components":[
           {"id":"1","name":"API","status":"%s","group":false},
           {"id":"2","name":"DNS","status":"%s","group":false},
           {"id":"3","name":"Other","status":"major_outage","group":false}],
         "incidents":[{"id":"9","name":"Elevated errors","impact":"major"}],
         "scheduled_maintenances":[],
         "status":{"indicator":"major","description":"Partial System Outage"}}
        """
                .formatted(api, dns);
    }
}
