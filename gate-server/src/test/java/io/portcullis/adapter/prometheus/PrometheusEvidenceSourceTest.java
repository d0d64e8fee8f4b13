package io.portcullis.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.portcullis.adapter.prometheus.PrometheusEndpoint.Authorization;
import io.portcullis.adapter.prometheus.SignalQueries.PlaceLabels;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;
import io.portcullis.kernel.evidence.counter.CounterSeries;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.EvidenceSourceContract;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.EvidenceUnavailable.Retry;
import io.portcullis.testing.FakePrometheus;
import io.portcullis.testing.FakePrometheus.Answer;
import io.portcullis.testing.SettableClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that speaks the query API, and against everything that does not. */
final class PrometheusEvidenceSourceTest extends EvidenceSourceContract {

    private static final String OK = "http_requests_total";

    private final SettableClock clock = new SettableClock(at(35));
    private final FakePrometheus prometheus = new FakePrometheus(at(35));
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final EvidenceSource source = source(new Authorization.None(), Map.of());

    @AfterEach
    void stop() {
        prometheus.close();
        http.close();
    }

    @Override
    protected EvidenceSource source() {
        return source;
    }

    @Override
    protected void scraped(String target, String version, Instant at, Totals totals) {
        var labels = Map.of("job", "media", "instance", target, "version", version);
        prometheus.sample(
                with(labels, "__name__", OK, "code", "200"), at, totals.total() - totals.bad());
        if (totals.bad() > 0) {
            prometheus.sample(with(labels, "__name__", OK, "code", "500"), at, totals.bad());
        }
        up(target, at, 1);
    }

    @Override
    protected void breakIt() {
        prometheus.answer("", Answer.of(503, "text/plain", "gone"));
    }

    @Test
    void asksAsACorrectClientDoes(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("token"), "s3cret\n");
        steady("a", "1.5.1", 0, 60);

        source(new Authorization.Bearer(secret), Map.of("X-Scope-OrgID", "media"))
                .scrape(at(10), at(35), at(45));

        assertThat(prometheus.requests())
                .allSatisfy(request -> {
                    assertThat(request.method()).isEqualTo("POST");
                    assertThat(request.form())
                            .containsEntry("partial_response", "false")
                            .containsEntry("dedup", "true")
                            .containsEntry("max_source_resolution", "0s");
                    assertThat(request.headers())
                            .containsEntry("authorization", "Bearer s3cret")
                            .containsEntry("x-scope-orgid", "media")
                            .containsEntry("cache-control", "no-store");
                });
        assertThat(prometheus.requests())
                .filteredOn(request -> request.form().get("query").startsWith("up"))
                .extracting(request -> request.form().get("time"))
                .containsExactly(at(30).getEpochSecond() + ".000");
    }

    @ParameterizedTest
    @CsvSource({
        "503, text/html, <html>busy</html>, WORTHWHILE",
        "429, application/json, {}, WORTHWHILE",
        "401, text/plain, no org id, USELESS",
        "200, text/html, <html>log in</html>, USELESS",
        "200, application/json, '{\"status\":\"success\",\"data\":{\"res', WORTHWHILE",
        "200, application/json, '', WORTHWHILE",
        "200, application/json, '[]', WORTHWHILE",
        "200, application/json, '{\"status\":\"success\"}', USELESS",
        "422, application/json, '{\"status\":\"error\",\"errorType\":\"execution\"}', USELESS"
    })
    void takesWhatIsNoDataForNoEvidence(int status, String type, String body, Retry retry) {
        steady("a", "1.5.1", 0, 60);
        prometheus.answer("up[", Answer.of(status, type, body == null ? "" : body));

        assertThatThrownBy(() -> source.scrape(at(10), at(35), at(45)))
                .isInstanceOfSatisfying(
                        EvidenceUnavailable.class,
                        failure -> {
                            assertThat(failure.gap()).isEqualTo(Gap.Cause.UNREACHABLE);
                            assertThat(failure.retry()).isEqualTo(retry);
                            assertThat(failure).hasMessageContaining("127.0.0.1 to up[");
                        });
    }

    @Test
    void doesNotFollowALoginPage() {
        steady("a", "1.5.1", 0, 60);
        prometheus.answer("up[", Answer.redirect("/login"));

        assertThatThrownBy(() -> source.scrape(at(10), at(35), at(45)))
                .hasMessageContaining("HTTP 302");
    }

    @Test
    void endsAtItsOwnDeadlineWhenTheBodyNeverEnds() {
        steady("a", "1.5.1", 0, 60);
        var end = new CountDownLatch(1);
        prometheus.answer("up[", Answer.stuck(() -> await(end)));

        assertThatThrownBy(() -> source.scrape(at(10), at(35), at(35).plusMillis(300)))
                .hasMessageContaining("no answer in time");
        end.countDown();
    }

    @Test
    void takesAnyWarningForAPartialAnswer() {
        steady("a", "1.5.1", 0, 60);
        prometheus.answer(
                "code=~",
                Answer.json(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]},"
                                + "\"warnings\":[\"no store matched\"]}"));

        assertThatThrownBy(() -> source.scrape(at(10), at(35), at(45)))
                .isInstanceOfSatisfying(
                        EvidenceUnavailable.class,
                        failure -> assertThat(failure.gap()).isEqualTo(Gap.Cause.PARTIAL))
                .hasMessageContaining("no store matched");
    }

    @Test
    void refusesAClockMoreThanFiveSecondsOff() {
        steady("a", "1.5.1", 0, 60);
        prometheus.time(at(35).plusSeconds(6));

        assertThatThrownBy(() -> source.scrape(at(10), at(35), at(45)))
                .isInstanceOfSatisfying(
                        EvidenceUnavailable.class,
                        failure -> assertThat(failure.gap()).isEqualTo(Gap.Cause.CLOCK_SKEW));
    }

    @Test
    void takesTheLastValuesOfADeadStoreForStale() {
        steady("a", "1.5.1", 0, 25);

        var scrape = source.scrape(at(10), at(35), at(45));

        assertThat(scrape.signals()).isEmpty();
        assertThat(scrape.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.STALE);
    }

    @Test
    void takesOldSamplesOfALivingServerForStale() {
        steady("a", "1.5.1", 0, 60);
        steady("b", "1.5.1", 0, 25);
        for (int second = 25; second < 60; second++) {
            up("b", at(second), 1);
        }

        var scrape = source.scrape(at(10), at(35), at(45));

        assertThat(scrape.gaps())
                .extracting(Gap::cause, Gap::signal)
                .containsExactly(tuple(Gap.Cause.STALE, SIGNAL));
    }

    @Test
    void missesTheLookWhenTooFewServersAreUp() {
        steady("a", "1.5.1", 0, 60);
        steady("b", "1.5.1", 0, 25);
        for (int second = 25; second < 60; second++) {
            up("b", at(second), 0);
        }

        var scrape = source.scrape(at(10), at(35), at(45));

        assertThat(scrape.signals()).isEmpty();
        assertThat(scrape.gaps())
                .extracting(Gap::cause, Gap::detail)
                .containsExactly(tuple(Gap.Cause.TARGETS_MISSING, "1 of 2 servers are up"));
    }

    @Test
    void missesTheSignalWhoseTotalIsGone() {
        for (int second = 0; second < 60; second++) {
            up("a", at(second), 1);
        }

        var scrape = source.scrape(at(10), at(35), at(45));

        assertThat(scrape.gaps())
                .extracting(Gap::cause, Gap::signal)
                .containsExactly(tuple(Gap.Cause.SERIES_ABSENT, SIGNAL));
    }

    @ParameterizedTest
    @CsvSource({"NaN", "+Inf", "-Inf", "-1"})
    void missesTheSignalWhoseCounterStandsAtWhatNoCounterCan(String value) {
        steady("a", "1.5.1", 0, 60);
        prometheus.sample(
                Map.of("__name__", OK, "job", "media", "instance", "a", "code", "201"),
                at(20),
                value);

        var scrape = source.scrape(at(10), at(35), at(45));

        assertThat(scrape.signals()).isEmpty();
        assertThat(scrape.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.PARTIAL);
    }

    @Test
    void readsNumbersAsGoWritesThem() {
        assertThat(PrometheusAnswer.number("+Inf")).isInfinite().isPositive();
        assertThat(PrometheusAnswer.number("-Inf")).isInfinite().isNegative();
        assertThat(PrometheusAnswer.number("NaN")).isNaN();
        assertThat(PrometheusAnswer.number("1e-07")).isEqualTo(1e-7);
        assertThat(PrometheusAnswer.number("1e+21")).isEqualTo(1e21);
    }

    @Test
    void takesANativeHistogramForNoCounter() {
        steady("a", "1.5.1", 0, 60);
        prometheus.answer(
                "code=~",
                Answer.json(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                                + "{\"metric\":{},\"histograms\":[[1,{\"count\":\"42\"}]]}]}}"));

        var scrape = source.scrape(at(10), at(35), at(45));

        assertThat(scrape.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.SERIES_ABSENT);
    }

    @Test
    void worksTheDelayOutFromTheScrapesItSees() {
        for (int second = 0; second < 300; second += 15) {
            scraped("a", "1.5.1", at(second), new Totals(10L * second, 0));
        }
        var patient =
                new PrometheusEndpoint(
                        REGION,
                        prometheus.url(),
                        Optional.empty(),
                        new Authorization.None(),
                        Map.of());
        clock.advance(Duration.ofSeconds(165));
        prometheus.time(clock.instant());

        var scrape =
                new PrometheusEvidenceSource(http, patient, queries(), clock)
                        .scrape(at(160), at(200), at(210));

        assertThat(scrape.at()).isEqualTo(at(170));
        assertThat(scrape.gaps()).isEmpty();
    }

    @Test
    void tellsLinksAndArmsFromLabels() {
        var link =
                new SignalQueries(
                        new SignalName("track-acquire"),
                        new Selector("relay_total"),
                        new Selector("relay_total{result=~\"failed|timed_out\"}"),
                        BadSeries.WITH_FIRST_ERROR,
                        new PlaceLabels.OfLink(
                                "src_region", new ArmRule.ByVersionLabel("src_version")));
        acquiresFrom("us-east", "us-west", "");

        Scrape scrape =
                new PrometheusEvidenceSource(
                                http,
                                endpoint(new Authorization.None(), Map.of()),
                                new ServiceQueries(
                                        new ServiceName("media-server"),
                                        new Selector("up{job=\"media\"}"),
                                        List.of(link),
                                        new ArmRule.ByLabel("track", Map.of("new", Arm.CANARY))),
                                clock)
                        .scrape(at(10), at(35), at(45));

        assertThat(scrape.series())
                .extracting(CounterSeries::cell)
                .containsExactly(
                        new VersionedCell.OnLink(
                                new SignalName("track-acquire"),
                                new Link(new Region("us-east"), REGION),
                                Origin.ofVersion("1.5.2"),
                                new Origin.OfArm(Arm.CANARY)));
        assertThat(scrape.series()).extracting(CounterSeries::part).containsExactly(Part.TOTAL);
    }

    private void acquiresFrom(String... sources) {
        for (int second = 0; second < 60; second++) {
            up("a", at(second), 1);
            for (String from : sources) {
                prometheus.sample(
                        Map.of(
                                "__name__", "relay_total",
                                "job", "media",
                                "instance", "a",
                                "result", "ok",
                                "track", "new",
                                "src_region", from,
                                "src_version", "1.5.2"),
                        at(second),
                        second);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void up(String target, Instant at, int value) {
        prometheus.sample(Map.of("__name__", "up", "job", "media", "instance", target), at, value);
    }

    private EvidenceSource source(Authorization authorization, Map<String, String> headers) {
        return new PrometheusEvidenceSource(
                http, endpoint(authorization, headers), queries(), clock);
    }

    private PrometheusEndpoint endpoint(Authorization authorization, Map<String, String> headers) {
        return new PrometheusEndpoint(
                REGION, prometheus.url(), Optional.of(DELAY), authorization, headers);
    }

    private static ServiceQueries queries() {
        return new ServiceQueries(
                new ServiceName("media-server"),
                ServiceQueries.ALL_TARGETS,
                List.of(
                        new SignalQueries(
                                SIGNAL,
                                new Selector(OK),
                                new Selector(OK + "{code=~\"5..\"}"),
                                BadSeries.WITH_FIRST_ERROR,
                                new PlaceLabels.OfRegion())),
                new ArmRule.ByVersionLabel("version"));
    }

    private static Map<String, String> with(Map<String, String> labels, String... more) {
        var all = new HashMap<>(labels);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
