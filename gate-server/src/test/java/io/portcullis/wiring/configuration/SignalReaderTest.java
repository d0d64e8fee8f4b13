package io.portcullis.wiring.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Proof;
import io.portcullis.kernel.evidence.SignalDefinition.Worse;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.wiring.configuration.ServiceConfiguration.Pulled.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a signal of each kind may say, and what is usual for it. */
final class SignalReaderTest {

    private static final String EVERY_KIND =
            """
            portcullis:
              services:
                media-server:
                  signals:
                    - {name: requests, total: requests_total, bad: errors_total}
                    - {name: disconnects, kind: RATE, bad: disconnects_total, gauge: sessions}
                    - {name: restarts, kind: RATE, bad: restarts_total}
                    - {name: latency, kind: LATENCY, histogram: latency_seconds_bucket}
                    - {name: memory, kind: LEVEL, gauge: rss_bytes, limit: 8e9, exhaustedIn: 30m}
                    - {name: workers, kind: LEVEL, gauge: idle_workers, worse: LOW, unit: workers}
                    - {name: scrapes, kind: ABSENCE}
                    - {name: traffic, kind: TRAFFIC, total: requests_total, proof: REQUIRED}
                  regions: [us-west]
              regions:
                us-west: {prometheus: {url: "https://prometheus.example.test"}}
            """;

    @TempDir private Path directory;

    @Test
    void everyKindHasWhatIsUsualForIt() throws IOException {
        var media = read(EVERY_KIND);

        assertThat(signal(media, "requests").weight()).isEqualTo(0.25);
        assertThat(signal(media, "restarts").weight()).isEqualTo(0.15);
        assertThat(signal(media, "latency").weight()).isEqualTo(0.15);
        assertThat(signal(media, "latency").toleranceRatio()).isEqualTo(1.25);
        assertThat(signal(media, "latency").unit()).isEqualTo("s");
        assertThat(signal(media, "requests").toleranceRatio()).isEqualTo(1.1);
        assertThat(signal(media, "memory").toleranceRatio()).isEqualTo(1.5);
        assertThat(signal(media, "memory").proof()).isEqualTo(Proof.WAIVED);
        assertThat(signal(media, "workers").worse()).isEqualTo(Worse.LOW);
        assertThat(signal(media, "traffic").worse()).isEqualTo(Worse.LOW);
        assertThat(signal(media, "traffic").proof()).isEqualTo(Proof.REQUIRED);
        assertThat(signal(media, "scrapes").baselineRatioMax()).isEqualTo(1);
    }

    @Test
    void whatCountsServersSharesOnePartOfTheBudget() throws IOException {
        var media = read(EVERY_KIND);

        double together =
                media.definition().signals().stream()
                        .filter(signal -> signal.toleranceRatio() == 1.5)
                        .mapToDouble(SignalDefinition::weight)
                        .sum();

        assertThat(together).isCloseTo(0.10, within(1e-12));
    }

    @Test
    void aLevelKnowsItsLimit() throws IOException {
        var media = read(EVERY_KIND);

        var memory = signal(media, "memory").exhaustion();
        assertThat(memory.limit()).isEqualTo(8e9);
        assertThat(memory.within()).isEqualTo(Duration.ofMinutes(30));
        assertThat(signal(media, "workers").exhaustion()).isNull();
    }

    @Test
    void everySignalWithSeriesIsPulled() throws IOException {
        var media = read(EVERY_KIND);

        assertThat(media.pulled()).hasSize(8);
        assertThat(media.pulled().get(new SignalName("scrapes")).selectors()).isEmpty();
        assertThat(media.pulled().get(new SignalName("latency")).selector(Part.HISTOGRAM))
                .isEqualTo("latency_seconds_bucket");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{name: a, kind: LATENCY, total: x}; is of kind LATENCY and has total; may have histogram",
                "{name: a, kind: ABSENCE, gauge: x}; may have no series",
                "{name: a, total: x}; total and bad must be given together",
                "{name: a, kind: RATE, total: x}; bad must be given",
                "{name: a, kind: RATE, bad: x, total: y, gauge: z}; give one of them",
                "{name: a, kind: LEVEL, limit: 0, gauge: x}; must be above 0",
                "{name: a, kind: LEVEL, place: LINK, gauge: x}; place must be REGION",
                "{name: a, kind: RATE, place: LINK, bad: x}; place must be REGION",
                "{name: a, kind: LATENCY, unit: milliseconds}; at most 8 plain characters",
                "{name: a above 3}; must be a name alone",
                "{name: a, toleranceRatio: 0.5}; must be a number above",
                "{name: a, worse: UP}; must be one of [HIGH, LOW]",
            })
    void saysWhatCannotBe(String signal, String rule) {
        String yaml =
                """
                portcullis:
                  services:
                    media-server: {regions: [us-west], signals: [%s]}
                  regions: {us-west: {}}
                """
                        .formatted(signal);

        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining(rule);
    }

    private static SignalDefinition signal(ServiceConfiguration service, String name) {
        return service.definition().signals().stream()
                .filter(signal -> signal.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ServiceConfiguration read(String yaml) throws IOException {
        var file = Files.writeString(directory.resolve("gate.yml"), yaml);
        return ConfigurationReader.read(file, Map.of(), directory)
                .services()
                .get(new ServiceName("media-server"));
    }
}
