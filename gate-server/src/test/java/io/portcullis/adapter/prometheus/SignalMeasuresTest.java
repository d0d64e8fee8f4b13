package io.portcullis.adapter.prometheus;

import static io.portcullis.adapter.prometheus.MeasuredCells.bucket;
import static io.portcullis.adapter.prometheus.MeasuredCells.cell;
import static io.portcullis.adapter.prometheus.MeasuredCells.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.adapter.prometheus.Measure.Limit;
import io.portcullis.adapter.prometheus.SignalQueries.PlaceLabels;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;
import io.portcullis.kernel.evidence.counter.CounterBook;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.distribution.Exhausted;
import io.portcullis.kernel.evidence.distribution.ExponentialGrid;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.testing.FakePrometheus;
import io.portcullis.testing.SettableClock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of measure, from samples to counts. */
final class SignalMeasuresTest {

    static final Region REGION = new Region("us-west");
    static final SignalName SIGNAL = new SignalName("thing");
    private static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    private static final int INTERVAL = 5;
    private static final int UP_TO = 120;
    static final String OLD = "1.5.1";
    private static final String NEW = "1.5.2";

    private final SettableClock clock = new SettableClock(START);
    private final FakePrometheus prometheus = new FakePrometheus(START);
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final List<Gap> gaps = new ArrayList<>();

    @AfterEach
    void stop() {
        prometheus.close();
        http.close();
    }

    @Test
    void eventsOverSessionSecondsAreARate() {
        each(second -> {
            up("a", second, 1);
            put("sessions", "a", OLD, Map.of(), second, "20");
            put("drops_total", "a", OLD, Map.of(), second, Integer.toString(second / 5));
        });

        var counts =
                counted(
                        new Measure.EventsOverTime(
                                new Selector("sessions"),
                                new Selector("drops_total"),
                                BadSeries.WITH_FIRST_ERROR));

        // 60 s of looks with twenty sessions, a drop every five seconds.
        assertThat(counts).containsOnly(Map.entry(cell(OLD), new Counts(1200, 12)));
        assertThat(gaps).isEmpty();
    }

    @Test
    void withoutAGaugeTheExposureIsTheTimeOfServersThatAreUp() {
        each(second -> {
            up("a", second, 1);
            up("b", second, second < 80 ? 1 : 0);
            put("requests_total", "a", OLD, Map.of(), second, Integer.toString(10 * second));
            if (second < 80) {
                put("requests_total", "b", NEW, Map.of(), second, Integer.toString(second));
            }
        });

        var counts =
                counted(
                        new Measure.EventsOverTime(
                                ServiceQueries.ALL_TARGETS,
                                new Selector("requests_total"),
                                BadSeries.WITH_FIRST_ERROR),
                        55,
                        75);

        assertThat(counts)
                .containsOnly(
                        Map.entry(cell(OLD), new Counts(20, 200)),
                        Map.entry(cell(NEW), new Counts(20, 20)));
    }

    @Test
    void attemptsThatNeverSettleAreBad() {
        each(second -> {
            up("a", second, 1);
            up("b", second, 1);
            String tried = Integer.toString(second);
            put("attempts", "a", OLD, Map.of("state", "attempt"), second, tried);
            put("attempts", "a", OLD, Map.of("state", "success"), second, tried);
            put("attempts", "b", NEW, Map.of("state", "attempt"), second, tried);
        });

        var counts =
                counted(
                        new Measure.Unsettled(
                                new Selector("attempts{state=\"attempt\"}"),
                                new Selector("attempts{state=\"success\"}")));

        // Nothing of the new version ever settles, so it has no such series at all.
        assertThat(counts)
                .containsOnly(
                        Map.entry(cell(OLD), new Counts(60, 0)),
                        Map.entry(cell(NEW), new Counts(60, 60)));
        assertThat(gaps).isEmpty();
    }

    @Test
    void classicBucketsAreTakenApart() {
        each(second -> {
            up("a", second, 1);
            put("latency_bucket", "a", OLD, Map.of("le", "0.1"), second, "" + 3 * second);
            put("latency_bucket", "a", OLD, Map.of("le", "0.5"), second, "" + 4 * second);
            put("latency_bucket", "a", OLD, Map.of("le", "+Inf"), second, "" + 5 * second);
        });

        var counts = counted(new Measure.Histogram(new Selector("latency_bucket")));

        assertThat(counts)
                .containsOnly(
                        Map.entry(bucket(Double.NEGATIVE_INFINITY, 0.1), new Counts(180, 0)),
                        Map.entry(bucket(0.1, 0.5), new Counts(60, 0)),
                        Map.entry(bucket(0.5, Double.POSITIVE_INFINITY), new Counts(60, 0)),
                        Map.entry(part(Bucket.ALL, OLD), new Counts(300, 0)));
    }

    @Test
    void nativeBucketsAreLaidOnOneGridWhateverTheirSchema() {
        each(second -> {
            up("a", second, 1);
            up("b", second, 1);
            // Schema 3 and schema 2: the finer two lie in the coarser one.
            put(
                    "latency",
                    "a",
                    OLD,
                    Map.of(),
                    second,
                    nativeHistogram(
                            2L * second,
                            "[0,\"1\",\"1.0905077326652577\",\"%d\"]".formatted(second),
                            "[0,\"1.0905077326652577\",\"1.189207115002721\",\"%d\"]"
                                    .formatted(second)));
            put(
                    "latency",
                    "b",
                    OLD,
                    Map.of(),
                    second,
                    nativeHistogram(
                            second, "[0,\"1\",\"1.189207115002721\",\"%d\"]".formatted(second)));
        });

        var counts = counted(new Measure.Histogram(new Selector("latency")));

        assertThat(counts)
                .containsOnly(
                        Map.entry(bucket(1, Math.pow(2, 0.25)), new Counts(180, 0)),
                        Map.entry(part(Bucket.ALL, OLD), new Counts(180, 0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[0,\"1\",\"2\",\"5\"]; is wider than",
                "[0,\"1\",\"NaN\",\"5\"]; is wider than",
                "[0,\"1\",\"1.1\",\"-5\"]; which no counter can",
                "[0,\"1\",\"1.1\",\"NaN\"]; which no counter can",
            })
    void aNativeHistogramThatCannotBeIsAGap(String bucket, String said) {
        each(second -> {
            up("a", second, 1);
            put("latency", "a", OLD, Map.of(), second, nativeHistogram(second, bucket));
        });

        assertThat(counted(new Measure.Histogram(new Selector("latency")))).isEmpty();
        assertThat(gaps)
                .isNotEmpty()
                .allSatisfy(gap -> {
                    assertThat(gap.signal()).isEqualTo(SIGNAL);
                    assertThat(gap.detail()).contains(said);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0.1; 9; 0.5; 5; +Inf; 10; must not fall",
                "0.1; 1; 0.5; 5; 1; 10; +Inf",
                "0.1; 1; 0.5; NaN; +Inf; 10; which no counter can",
                "0.1; 1; 0.5; +Inf; +Inf; 10; which no counter can",
                "0.1; 1; x; 2; +Inf; 10; value is 'x'",
            })
    @SuppressWarnings("checkstyle:parameternumber") // each is one column of a sample
    void aClassicHistogramThatCannotBeIsAGap(
            String one,
            String first,
            String two,
            String second,
            String three,
            String third,
            String said) {
        each(at -> {
            up("a", at, 1);
            put("latency_bucket", "a", OLD, Map.of("le", one), at, first);
            put("latency_bucket", "a", OLD, Map.of("le", two), at, second);
            put("latency_bucket", "a", OLD, Map.of("le", three), at, third);
        });

        assertThat(counted(new Measure.Histogram(new Selector("latency_bucket")))).isEmpty();
        assertThat(gaps)
                .isNotEmpty()
                .allSatisfy(gap -> {
                    assertThat(gap.signal()).isEqualTo(SIGNAL);
                    assertThat(gap.detail()).contains(said);
                });
    }

    @Test
    void aSeriesWithoutBoundIsNoHistogram() {
        each(second -> {
            up("a", second, 1);
            put("latency_bucket", "a", OLD, Map.of(), second, "5");
        });

        assertThat(counted(new Measure.Histogram(new Selector("latency_bucket")))).isEmpty();
        assertThat(gaps.getFirst().detail()).contains("has no label le");
    }

    @Test
    void levelsAreMeansOfBlocksOfEachServerAndTheirUsedPart() {
        each(second -> {
            up("a", second, 1);
            up("b", second, 1);
            put("queue", "a", OLD, Map.of(), second, second % 2 == 0 ? "90" : "110");
            put("queue", "b", OLD, Map.of(), second, "NaN");
        });

        var counts =
                counted(
                        new Measure.Level(
                                new Selector("queue"),
                                Duration.ofSeconds(30),
                                new Limit.OfNumber(200)));

        assertThat(counts.get(part(Bucket.ALL, OLD))).isEqualTo(new Counts(2, 0));
        assertThat(counts)
                .containsEntry(
                        part(ExponentialGrid.LEVEL.of(100).of(SIGNAL).part(), OLD),
                        new Counts(2, 0));
        var used = counts.get(part(Exhausted.USED, OLD));
        assertThat(used.events()).isEqualTo(2);
        assertThat(used.exposure() / used.events()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void failedScrapesAreCountedForTheVersionTheServerLastRan() {
        each(second -> {
            for (int i = 0; i < 20; i++) {
                up("old" + i, second, 1);
                put("requests_total", "old" + i, OLD, Map.of(), second, "5");
            }
            boolean gone = second >= 80;
            up("new", second, gone ? 0 : 1);
            if (!gone) {
                put("requests_total", "new", NEW, Map.of(), second, "5");
            }
        });

        var counts = counted(new Measure.Scrapes(ServiceQueries.ALL_TARGETS));

        // Looks from 55 s to 115 s: twelve scrapes of each.
        assertThat(counts)
                .containsEntry(cell(OLD), new Counts(240, 0))
                .containsEntry(cell(NEW), new Counts(12, 8));
    }

    @Test
    void scrapesAreCountedEvenWhereSoManyFailThatNothingElseIs() {
        each(second -> {
            up("a", second, 1);
            up("b", second, second >= 80 ? 0 : 1);
            put("requests_total", "a", OLD, Map.of(), second, "5");
            if (second < 80) {
                put("requests_total", "b", NEW, Map.of(), second, "5");
            }
        });

        var counts = counted(new Measure.Scrapes(ServiceQueries.ALL_TARGETS));

        assertThat(counts.get(cell(NEW))).isEqualTo(new Counts(12, 8));
        assertThat(gaps).extracting(Gap::cause).contains(Gap.Cause.TARGETS_MISSING);
    }

    private Map<VersionedCell, Counts> counted(Measure measure) {
        return counted(measure, 55, UP_TO - INTERVAL);
    }

    /** Looks of ten seconds; the first only anchors. A plain ratio tells versions. */
    private Map<VersionedCell, Counts> counted(Measure measure, int from, int to) {
        var signals = new ArrayList<SignalQueries>();
        signals.add(new SignalQueries(SIGNAL, measure, new PlaceLabels.OfRegion()));
        signals.add(
                new SignalQueries(
                        new SignalName("requests"),
                        new Selector("requests_total"),
                        new Selector("errors_total"),
                        BadSeries.WITH_FIRST_ERROR,
                        new PlaceLabels.OfRegion()));
        var source =
                new PrometheusEvidenceSource(
                        http,
                        PrometheusEndpoint.of(REGION, prometheus.url()),
                        new ServiceQueries(
                                new ServiceName("media"),
                                ServiceQueries.ALL_TARGETS,
                                signals,
                                new ArmRule.ByVersionLabel("version")),
                        clock);
        var sum = new HashMap<VersionedCell, Counts>();
        var book = CounterBook.EMPTY;
        Instant since = at(from - 10);
        for (int second = from; second <= to; second += 10) {
            // The delay is twice the interval of five seconds.
            var now = at(second + 10);
            clock.advance(Duration.between(clock.instant(), now));
            prometheus.time(now);
            Scrape scrape = source.scrape(since, now, now.plusSeconds(9));
            var one = book.count(scrape, Duration.ZERO);
            book = CounterBook.of(one.book().bytes());
            since = scrape.signals().isEmpty() ? since : scrape.at();
            scrape.gaps().stream()
                    .filter(gap -> gap.signal() == null || gap.signal().equals(SIGNAL))
                    .forEach(gaps::add);
            one.evidence().counts().forEach((cell, more) -> sum.merge(cell, more, Counts::plus));
        }
        sum.keySet().removeIf(cell -> !cell.signal().base().equals(SIGNAL));
        return sum;
    }

    private void each(java.util.function.IntConsumer scrape) {
        for (int second = 0; second <= UP_TO; second += INTERVAL) {
            scrape.accept(second);
        }
    }

    private void up(String target, int second, int value) {
        prometheus.sample(
                Map.of("__name__", "up", "job", "media", "instance", target), at(second), value);
    }

    @SuppressWarnings("checkstyle:parameternumber") // each is one column of a sample
    private void put(
            String name,
            String target,
            String version,
            Map<String, String> more,
            int second,
            String value) {
        var labels = new HashMap<>(more);
        labels.putAll(
                Map.of("__name__", name, "job", "media", "instance", target, "version", version));
        prometheus.sample(labels, at(second), value);
    }

    private static String nativeHistogram(long count, String... buckets) {
        return "{\"count\":\"%d\",\"sum\":\"1\",\"buckets\":[%s]}"
                .formatted(count, String.join(",", buckets));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
