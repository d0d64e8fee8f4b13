package io.portcullis.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.adapter.prometheus.PrometheusEndpoint.Authorization;
import io.portcullis.adapter.prometheus.SignalQueries.PlaceLabels;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;
import io.portcullis.kernel.evidence.counter.CounterBook;
import io.portcullis.kernel.evidence.counter.CounterSeries;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.kernel.evidence.distribution.ExponentialGrid;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.testing.CountingExporter;
import io.portcullis.testing.NotRun;
import io.portcullis.testing.PrometheusServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Prometheus that scrapes pages of this test every second. */
final class PrometheusEvidenceSourceIT {

    private static final Region REGION = new Region("us-west");
    private static final SignalName SIGNAL = new SignalName("requests");

    private final InstantSource clock = InstantSource.system();
    private final Map<VersionedCell, Counts> counted = new HashMap<>();
    private CounterBook book = CounterBook.EMPTY;
    private Instant since = clock.instant();

    @TempDir private Path folder;
    private CountingExporter stable;
    private CountingExporter canary;
    private PrometheusServer prometheus;
    private HttpClient http;
    private PrometheusEvidenceSource source;

    @BeforeEach
    void start() throws IOException {
        NotRun.unless(
                Files.isExecutable(PrometheusServer.BINARY),
                "Evidence from a real Prometheus",
                PrometheusServer.BINARY + " is not installed");
        stable = new CountingExporter("1.5.1");
        canary = new CountingExporter("1.5.2");
        prometheus = new PrometheusServer(folder, List.of(stable.address(), canary.address()));
        http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
        source = source(queries());
    }

    private PrometheusEvidenceSource source(ServiceQueries queries) {
        return new PrometheusEvidenceSource(
                http,
                new PrometheusEndpoint(
                        REGION,
                        prometheus.url(),
                        Optional.of(Duration.ofSeconds(1)),
                        new Authorization.None(),
                        Map.of()),
                queries,
                clock);
    }

    @AfterEach
    void stop() {
        if (prometheus != null) {
            prometheus.close();
            http.close();
            stable.close();
            canary.close();
        }
    }

    @Test
    void countsExactlyWhatTheServersShowed() throws InterruptedException {
        assertThat(stable.awaitScrapes(4)).isTrue();
        var first = look();
        double stableAnchor = newest(first, "1.5.1");
        double canaryAnchor = newest(first, "1.5.2");
        assertThat(canary.awaitScrapes(2)).isTrue();
        look();
        canary.fail(40);
        assertThat(canary.awaitScrapes(2)).isTrue();
        look();
        stable.rest();
        // Two scrapes later the store surely holds what the page showed last.
        assertThat(stable.awaitScrapes(2)).isTrue();
        long stableBefore = stable.total();
        stable.restart();
        stable.fail(7);
        assertThat(stable.awaitScrapes(2)).isTrue();
        canary.rest();
        assertThat(canary.awaitScrapes(5)).isTrue();
        look();

        assertThat(counted)
                .containsOnly(
                        Map.entry(cell("1.5.1"), new Counts(stableBefore - stableAnchor + 7, 7)),
                        Map.entry(
                                cell("1.5.2"),
                                new Counts(canary.total() - canaryAnchor, canary.bad())));
        assertThat(canary.bad()).isEqualTo(40);
        assertPastAgrees();
        assertThatADeadServerIsMissed();
    }

    @Test
    void readsEveryOtherMeasureFromARealStore() throws InterruptedException {
        source = source(measures());
        assertThat(stable.awaitScrapes(4)).isTrue();
        look();
        for (int look = 0; look < 3; look++) {
            canary.fail(5);
            assertThat(canary.awaitScrapes(2)).isTrue();
            look();
        }
        canary.rest();
        assertThat(canary.awaitScrapes(4)).isTrue();
        look();
        canary.close();
        assertThat(stable.awaitScrapes(4)).isTrue();
        look();

        assertThat(counted.get(part("latency", "(0.1,Infinity]", "1.5.2")))
                .isEqualTo(new Counts(15, 0));
        double fast = exposure(part("latency", "(-Infinity,0.1]", "1.5.2"));
        assertThat(fast).isPositive();
        assertThat(exposure(part("latency", "all", "1.5.2"))).isEqualTo(fast + 15);
        assertThat(exposure(part("queue", "all", "1.5.1"))).isPositive();
        assertThat(exposure(part("queue", bucketOf(7), "1.5.1")))
                .isEqualTo(exposure(part("queue", "all", "1.5.1")));
        var traffic = counted.get(part("traffic", "", "1.5.1"));
        assertThat(traffic.events() / traffic.exposure()).isBetween(5.0, 20.0);
        assertThat(counted.get(part("scrapes", "", "1.5.2")).events()).isPositive();
        assertThat(counted.get(part("scrapes", "", "1.5.1")).events()).isZero();
    }

    private double exposure(VersionedCell cell) {
        return counted.getOrDefault(cell, Counts.NONE).exposure();
    }

    private static String bucketOf(double value) {
        return ExponentialGrid.LEVEL.of(value).of(SIGNAL).part();
    }

    private static VersionedCell part(String signal, String part, String version) {
        var name = new SignalName(signal);
        return new VersionedCell.InRegion(
                part.isEmpty() ? name : name.part(part), REGION, Origin.ofVersion(version));
    }

    private static ServiceQueries measures() {
        return new ServiceQueries(
                new ServiceName("media-server"),
                ServiceQueries.ALL_TARGETS,
                List.of(
                        measure(
                                "latency",
                                new Measure.Histogram(new Selector("latency_seconds_bucket"))),
                        measure(
                                "queue",
                                new Measure.Level(
                                        new Selector("queue"),
                                        Duration.ofSeconds(3),
                                        new Measure.Limit.None())),
                        measure(
                                "traffic",
                                new Measure.EventsOverTime(
                                        ServiceQueries.ALL_TARGETS,
                                        new Selector("http_requests_total"),
                                        BadSeries.WITH_FIRST_ERROR)),
                        measure("scrapes", new Measure.Scrapes(ServiceQueries.ALL_TARGETS))),
                new ArmRule.ByVersionLabel("version"));
    }

    private static SignalQueries measure(String signal, Measure measure) {
        return new SignalQueries(new SignalName(signal), measure, new PlaceLabels.OfRegion());
    }

    /** The past, cut into looks, sums up to the samples it is made of. */
    private void assertPastAgrees() {
        List<Scrape> past =
                source.history(
                        clock.instant(), Duration.ofSeconds(1), 5, clock.instant().plusSeconds(10));
        double anchor = newest(past.getFirst(), "1.5.2");
        var all = CounterBook.EMPTY;
        double sum = 0;
        for (Scrape scrape : past) {
            assertThat(scrape.gaps()).isEmpty();
            var result = all.count(scrape, Duration.ZERO);
            all = result.book();
            sum += result.evidence().counts().getOrDefault(cell("1.5.2"), Counts.NONE).exposure();
        }
        assertThat(past).hasSize(5);
        assertThat(sum).isEqualTo(newest(past.getLast(), "1.5.2") - anchor);
    }

    private void assertThatADeadServerIsMissed() throws InterruptedException {
        canary.close();
        assertThat(stable.awaitScrapes(5)).isTrue();

        var scrape = look();

        assertThat(scrape.signals()).isEmpty();
        assertThat(scrape.gaps()).extracting(Gap::detail).containsExactly("1 of 2 servers are up");
    }

    private Scrape look() {
        var now = clock.instant();
        var scrape = source.scrape(since, now, now.plusSeconds(10));
        var result = book.count(scrape, Duration.ZERO);
        book = result.book();
        since = scrape.at();
        result.evidence().counts().forEach((cell, more) -> counted.merge(cell, more, Counts::plus));
        return scrape;
    }

    /** What all totals of a version stand at. */
    private static double newest(Scrape scrape, String version) {
        return scrape.series().stream()
                .filter(series -> series.part() == Part.TOTAL)
                .filter(series -> series.cell().equals(cell(version)))
                .map(CounterSeries::samples)
                .mapToDouble(samples -> samples.getLast().value())
                .sum();
    }

    private static VersionedCell cell(String version) {
        return new VersionedCell.InRegion(SIGNAL, REGION, Origin.ofVersion(version));
    }

    private static ServiceQueries queries() {
        return new ServiceQueries(
                new ServiceName("media-server"),
                ServiceQueries.ALL_TARGETS,
                List.of(
                        new SignalQueries(
                                SIGNAL,
                                new Selector("http_requests_total"),
                                new Selector("http_requests_total{code=~\"5..\"}"),
                                BadSeries.WITH_FIRST_ERROR,
                                new PlaceLabels.OfRegion())),
                new ArmRule.ByVersionLabel("version"));
    }
}
