package io.portcullis.wiring.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.dependency.Dependency;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.pack.HealthRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What services depend on is read with its pack's rules. */
final class DependencyReaderTest {

    @TempDir private Path directory;

    @Test
    void hasTheRulesOfItsPackNarrowed() throws IOException {
        var broker = read("{name: broker, pack: 'rabbitmq@3.10.8{cluster=\"tasks\"}'}");

        assertThat(broker.alive()).isEqualTo("rabbitmq_build_info{cluster=\"tasks\"}");
        assertThat(rule(broker, "memory").of())
                .contains("rabbitmq_resident_memory_limit_bytes{cluster=\"tasks\"}");
        assertThat(broker.regions()).containsExactly(new Region("eu"), new Region("us"));
        assertThat(broker.services()).isEmpty();
        assertThat(broker.rule().enterAfter()).isEqualTo(2);
    }

    @Test
    void takesOtherLimitsAndKeepsTheWayBack() throws IOException {
        var broker =
                read(
                        "{name: broker, pack: rabbitmq, limits: {backlog: 5000}, regions: [eu],"
                                + " services: [studio]}");

        assertThat(rule(broker, "backlog").limits().unfit()).isEqualTo(5000);
        assertThat(rule(broker, "backlog").limits().fit()).isEqualTo(500);
        assertThat(broker.regions()).containsExactly(new Region("eu"));
        assertThat(broker.services()).containsExactly(new ServiceName("studio"));
    }

    @Test
    void anEffectChangesWhatHoldsAndNotWhatIsOnlyRecorded() throws IOException {
        var cache = read("{name: cache, pack: redis, effect: NO_START}");

        assertThat(rule(cache, "up").effect()).isEqualTo(Effect.NO_START);
        assertThat(rule(cache, "evictions").effect()).isEqualTo(Effect.RECORD);
        assertThat(cache.rule().effect()).isEqualTo(Effect.NO_START);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{name: a}; pack is missing",
                "{pack: redis}; name is missing",
                "{name: a, pack: oracle}; there is no pack 'oracle'",
                "{name: a, pack: livekit}; has no rule of health",
                "{name: a, pack: redis, limits: {heat: 3}}; limits has [heat]",
                "{name: a, pack: redis, regions: [mars]}; regions has mars",
                "{name: a, pack: redis, regions: [dark]}; must be of those with metrics",
                "{name: a, pack: redis, services: [other]}; services has other",
            })
    void saysWhatCannotBe(String dependency, String said) {
        assertThatThrownBy(() -> read(dependency))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("portcullis.environment.dependencies[0]: ")
                .hasMessageContaining(said.strip());
    }

    private static HealthRule rule(Dependency dependency, String name) {
        return dependency.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Dependency read(String dependency) throws IOException {
        String yaml =
                """
                portcullis:
                  services: {studio: {regions: [eu], packs: [livekit]}}
                  environment: {dependencies: [%s]}
                  regions:
                    eu: {prometheus: {url: "https://prometheus.eu.example.test"}}
                    us: {prometheus: {url: "https://prometheus.us.example.test"}}
                    dark: {}
                """
                        .formatted(dependency);
        var file = Files.writeString(directory.resolve("gate.yml"), yaml);
        return ConfigurationReader.read(file, Map.of(), directory)
                .dependencies()
                .dependencies()
                .getFirst();
    }
}
