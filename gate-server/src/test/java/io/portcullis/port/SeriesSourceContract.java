package io.portcullis.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.pack.health.Readings;
import io.portcullis.kernel.pack.health.ScrapedServer;
import io.portcullis.testing.Exposition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every source of series does. */
public abstract class SeriesSourceContract {

    /** A whole minute, as the past is read at half minutes. */
    protected static final Instant NOW = Instant.parse("2024-04-29T10:00:00Z");

    private static final Duration BEFORE = Duration.ofHours(1);

    protected abstract SeriesSource source();

    /** A scrape that succeeded. */
    protected abstract void scraped(Instant at, String instance, Exposition answer);

    protected abstract void breakDown();

    @Test
    void givesRecentSamplesOfEachSeries() {
        for (int second = 300; second >= 0; second -= 15) {
            scraped(
                    NOW.minusSeconds(second),
                    "a:1",
                    queue("ready{queue=\"x\"} " + second + "\nready{queue=\"y\"} 1"));
        }

        var readings = read("ready");

        assertThat(readings.recent())
                .hasSize(2)
                .allSatisfy(series -> {
                    assertThat(series.server()).isEqualTo(server("a:1"));
                    assertThat(series.samples()).hasSize(9);
                })
                .extracting(series -> series.samples().getLast())
                .containsExactlyInAnyOrder(
                        new Readings.Sample(NOW.toEpochMilli(), 0),
                        new Readings.Sample(NOW.toEpochMilli(), 1));
    }

    @Test
    void narrowsByMatchers() {
        scraped(NOW, "a:1", queue("ready{queue=\"x\"} 5\nready{queue=\"y\"} 1"));

        assertThat(read("ready{queue=~\"x|z\"}").recent()).hasSize(1);
        assertThat(read("ready{queue!=\"x\"}").mostBefore()).isEqualTo(Map.of(server("a:1"), 1.0));
    }

    @Test
    void saysTheMostThatWasThereBeforeOfEachServerAndTogether() {
        for (int second = 1800; second >= 0; second -= 30) {
            double a = second > 900 ? 10 : 2;
            double b = second > 900 ? 1 : 7;
            scraped(NOW.minusSeconds(second), "a:1", queue("consumers " + a));
            scraped(NOW.minusSeconds(second), "b:1", queue("consumers " + b));
        }

        var readings = read("consumers");

        assertThat(readings.mostBefore())
                .isEqualTo(Map.of(server("a:1"), 10.0, server("b:1"), 7.0));
        assertThat(readings.mostTogether()).hasValue(11);
    }

    @Test
    void remembersWhoWasThereAndIsGone() {
        scraped(NOW.minusSeconds(1200), "a:1", queue("ready 5"));

        var readings = read("ready");

        assertThat(readings.recent()).isEmpty();
        assertThat(readings.mostBefore()).containsOnlyKeys(server("a:1"));
    }

    @Test
    void keepsTheNameOfAServerWithASlash() {
        scraped(NOW, "redis://a:6379/0", queue("ready 5"));

        assertThat(read("ready").mostBefore()).containsOnlyKeys(server("redis://a:6379/0"));
    }

    @Test
    void findsNothingOfWhatIsNotThere() {
        scraped(NOW, "a:1", queue("ready 5"));

        assertThat(read("other")).isEqualTo(Readings.NONE);
    }

    @Test
    void saysThatItDoesNotAnswer() {
        breakDown();

        assertThatThrownBy(() -> read("ready")).isInstanceOf(EvidenceUnavailable.class);
    }

    private Readings read(String selector) {
        return source().read(List.of(selector), BEFORE, NOW, NOW.plusSeconds(20))
                .getOrDefault(selector, Readings.NONE);
    }

    private static ScrapedServer server(String instance) {
        return new ScrapedServer("broker", instance);
    }

    private static Exposition queue(String text) {
        return Exposition.read(text, "the test");
    }
}
