package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.adapter.prometheus.ArmRule;
import io.portcullis.adapter.prometheus.PrometheusEndpoint;
import io.portcullis.adapter.prometheus.Selector;
import io.portcullis.adapter.prometheus.ServiceQueries;
import io.portcullis.adapter.prometheus.SignalQueries;
import io.portcullis.adapter.prometheus.SignalQueries.PlaceLabels;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.port.EvidenceSource;
import io.portcullis.testing.FakePrometheus;
import io.portcullis.testing.FakePrometheus.Answer;
import io.portcullis.testing.SettableClock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The decorators in the order of their one method, around the real adapter. */
final class EvidenceSourcesTest {

    private static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    private static final Region REGION = new Region("us-west");
    private static final SignalName SIGNAL = new SignalName("requests");

    private final Instant now = START.plusSeconds(60);
    private final SettableClock clock = new SettableClock(now);
    private final FakePrometheus prometheus = new FakePrometheus(now);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @BeforeEach
    void fill() {
        for (int second = 0; second <= 60; second++) {
            var at = START.plusSeconds(second);
            prometheus.sample(Map.of("__name__", "up", "job", "m", "instance", "a"), at, 1);
            prometheus.sample(Map.of("__name__", "x", "job", "m", "instance", "a"), at, second);
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        http.close();
        prometheus.close();
    }

    @Test
    void asksAgainWhereThatHelps() {
        var answers = new AtomicInteger();
        prometheus.answer(
                "up[",
                exchange -> {
                    if (answers.incrementAndGet() == 1) {
                        prometheus.work();
                    }
                    Answer.of(503, "text/html", "<html>busy</html>").send(exchange);
                });

        var scrape = scrape(source(Duration.ofSeconds(10)));

        assertThat(answers).hasValue(1);
        assertThat(scrape.gaps()).isEmpty();
        assertThat(scrape.signals()).containsOnlyKeys(SIGNAL);
    }

    @Test
    void makesAFailureAGapAndThenLeavesTheSourceAlone() {
        prometheus.answer("", Answer.of(401, "text/plain", "no org id"));
        var source = source(Duration.ofSeconds(10));

        for (int call = 0; call < 5; call++) {
            assertThat(scrape(source).gaps())
                    .extracting(Gap::cause)
                    .containsExactly(Gap.Cause.UNREACHABLE);
        }
        int asked = prometheus.requests().size();
        var left = scrape(source);
        var past = source.history(now, Duration.ofSeconds(10), 3, now.plusSeconds(5));

        assertThat(left.gaps()).extracting(Gap::detail).allMatch(it -> it.contains("left alone"));
        assertThat(past).hasSize(3).allMatch(scrape -> scrape.signals().isEmpty());
        assertThat(prometheus.requests()).hasSize(asked);
    }

    @Test
    void givesAnAttemptOnlyAPartOfTheLook() {
        var end = new CountDownLatch(1);
        prometheus.answer("up[", Answer.stuck(() -> await(end)));

        // The clock stands, so nothing but the attempt's own limit can end it.
        var scrape = scrape(source(Duration.ofMillis(500)));

        end.countDown();
        assertThat(scrape.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.UNREACHABLE);
        assertThat(scrape.gaps().getFirst().detail()).containsAnyOf("in time", "within");
    }

    private Scrape scrape(EvidenceSource source) {
        return source.scrape(now.minusSeconds(20), now, now.plusSeconds(8));
    }

    private EvidenceSource source(Duration look) {
        return new EvidenceSources(http, clock, threads, look)
                .prometheus(
                        PrometheusEndpoint.of(REGION, prometheus.url()),
                        new ServiceQueries(
                                new ServiceName("media-server"),
                                ServiceQueries.ALL_TARGETS,
                                List.of(
                                        new SignalQueries(
                                                SIGNAL,
                                                new Selector("x"),
                                                new Selector("y"),
                                                BadSeries.WITH_FIRST_ERROR,
                                                new PlaceLabels.OfRegion())),
                                new ArmRule.None()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
