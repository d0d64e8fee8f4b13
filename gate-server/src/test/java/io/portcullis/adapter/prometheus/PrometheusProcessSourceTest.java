package io.portcullis.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.adapter.prometheus.ProcessQueries.CarriedGauge;
import io.portcullis.adapter.prometheus.PrometheusEndpoint.Authorization;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.Work;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.testing.FakePrometheus;
import io.portcullis.testing.FakePrometheus.Answer;
import io.portcullis.testing.SettableClock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PrometheusProcessSourceTest {

    private static final Region WEST = new Region("us-west");
    private static final Work SESSIONS = Work.of("sessions");
    private static final Instant START = Instant.parse("2024-04-08T13:37:00Z");

    private final SettableClock clock = new SettableClock(at(60));
    private final FakePrometheus prometheus = new FakePrometheus(at(60));
    private final HttpClient http = HttpClient.newHttpClient();
    private final PrometheusProcessSource source =
            new PrometheusProcessSource(
                    http,
                    new PrometheusEndpoint(
                            WEST,
                            prometheus.url(),
                            Optional.empty(),
                            new Authorization.None(),
                            Map.of()),
                    new ProcessQueries(
                            List.of(
                                    new CarriedGauge(
                                            SESSIONS,
                                            new Selector(
                                                    "mist_sessions_total{sessType=\"incoming\"}"))),
                            "pod",
                            new Selector("process_start_time_seconds"),
                            Optional.of("node_id"),
                            Optional.of(new Selector("draining")),
                            new ArmRule.ByVersionLabel("version")),
                    clock);

    @AfterEach
    void stop() {
        prometheus.close();
        http.close();
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static Map<String, String> labels(String pod, String... more) {
        var labels = new HashMap<>(Map.of("job", "mist", "instance", pod + ":4242", "pod", pod));
        for (int i = 0; i < more.length; i += 2) {
            labels.put(more[i], more[i + 1]);
        }
        return labels;
    }

    private void scraped(String pod, int second) {
        prometheus.sample(labels(pod, "__name__", "up"), at(second), 1);
        prometheus.sample(
                labels(pod, "__name__", "process_start_time_seconds"),
                at(second),
                START.minusSeconds(600).getEpochSecond());
    }

    private void sessions(String pod, String stream, int second, int count) {
        prometheus.sample(
                labels(
                        pod,
                        "__name__",
                        "mist_sessions_total",
                        "sessType",
                        "incoming",
                        "stream",
                        stream,
                        "version",
                        "1.5.1",
                        "node_id",
                        "ND_" + pod),
                at(second),
                count);
    }

    private ProcessEvidence read() {
        return source.read(at(60), at(70));
    }

    @Test
    void addsUpWhatAServerCarriesAtEachScrape() {
        for (int second = 0; second <= 45; second += 15) {
            scraped("media-1", second);
            sessions("media-1", "a", second, 100);
            sessions("media-1", "b", second, second);
        }

        assertThat(read().samples())
                .extracting(ProcessSample::at, sample -> sample.carried().getFirst())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(at(15), new Carried(SESSIONS, 115)),
                        org.assertj.core.groups.Tuple.tuple(at(30), new Carried(SESSIONS, 130)),
                        org.assertj.core.groups.Tuple.tuple(at(45), new Carried(SESSIONS, 145)));
        var sample = read().samples().getFirst();
        assertThat(sample.process()).isEqualTo("media-1");
        assertThat(sample.startedAt()).isEqualTo(START.minusSeconds(600));
        assertThat(sample.epoch()).isEqualTo("ND_media-1");
        assertThat(sample.origin()).isEqualTo(Origin.ofVersion("1.5.1"));
        assertThat(sample.duty()).isEqualTo(Duty.SERVING);
    }

    @Test
    void takesSeriesThatEndWithTheirSessionsForNoneLeft() {
        for (int second = 0; second <= 45; second += 15) {
            scraped("media-1", second);
            if (second <= 15) {
                sessions("media-1", "a", second, 100);
            }
        }

        assertThat(read().samples().getLast().carried()).containsExactly(new Carried(SESSIONS, 0));
    }

    @Test
    void saysNothingOfAScrapeThatFailed() {
        for (int second = 0; second <= 30; second += 15) {
            scraped("media-1", second);
            sessions("media-1", "a", second, 100);
        }
        prometheus.sample(labels("media-1", "__name__", "up"), at(45), 0);

        assertThat(read().samples().getLast().at()).isEqualTo(at(30));
        assertThat(read().rollCalls().getFirst().processes()).containsExactly("media-1");
    }

    @Test
    void callsTheServersThatExistAndLeavesOthersOut() {
        for (int second = 0; second <= 45; second += 15) {
            scraped("media-1", second);
            scraped("media-2", second);
            sessions("media-1", "a", second, 100);
            prometheus.sample(
                    Map.of("__name__", "up", "job", "node", "instance", "n-1"), at(second), 1);
        }
        assertThat(read().rollCalls().getFirst().processes()).containsExactly("media-1", "media-2");

        prometheus.answer(
                "timestamp(up)",
                Answer.json(
                        """
                        {"status": "success", "data": {"resultType": "vector", "result": [
                          {"metric": {"job": "mist", "instance": "media-2:4242", "pod": "media-2"},
                           "value": [1712583480, "1"]}]}}
                        """));

        assertThat(read().rollCalls().getFirst().processes()).containsExactly("media-2");
        assertThat(read().samples()).extracting(ProcessSample::process).contains("media-1");
    }

    @Test
    void tellsAServerThatDrains() {
        for (int second = 0; second <= 45; second += 15) {
            scraped("media-1", second);
            sessions("media-1", "a", second, 100);
            prometheus.sample(
                    labels("media-1", "__name__", "draining"), at(second), second > 20 ? 1 : 0);
        }

        assertThat(read().samples())
                .extracting(ProcessSample::duty)
                .containsExactly(Duty.SERVING, Duty.DRAINING, Duty.DRAINING);
    }

    @Test
    void knowsNothingOfWhatDoesNotAnswer() {
        prometheus.answer("", Answer.of(503, "text/plain", "gone"));

        assertThatThrownBy(() -> source.read(at(60), at(60).plus(Duration.ofSeconds(5))))
                .isInstanceOf(EvidenceUnavailable.class);
    }

    @Test
    void saysNothingWhereNobodyHasTheGauge() {
        scraped("media-1", 15);
        scraped("media-1", 30);

        assertThat(read()).isEqualTo(ProcessEvidence.NONE);
    }
}
