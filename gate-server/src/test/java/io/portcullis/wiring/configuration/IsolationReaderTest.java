package io.portcullis.wiring.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.adapter.prometheus.Selector;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.IsolationLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IsolationReaderTest {

    private static final Region US_EAST = new Region("us-east");
    private static final Region EU_CENTRAL = new Region("eu-central");

    @TempDir private Path folder;

    @Test
    void theDocumentedConfigurationIsUnderstood() throws IOException {
        var document = Files.readString(Path.of("../docs/isolation.md"));
        var yaml = Pattern.compile("```yaml\\n(portcullis:.*?)```", Pattern.DOTALL);
        var example = yaml.matcher(document);
        assertThat(example.find()).isTrue();

        var read = read(example.group(1));

        var watch = read.watch().orElseThrow();
        assertThat(watch.regions()).hasSize(3);
        assertThat(watch.relayProbes()).containsExactly(Map.entry("relay-us-east", US_EAST));
        assertThat(watch.edgeProbes()).containsExactly(Map.entry("edge-us-east", US_EAST));
        assertThat(watch.portProbes()).containsExactly(Map.entry("port-us-east", US_EAST));
        assertThat(watch.claimants()).hasSize(3);
        assertThat(watch.here()).isEqualTo(EU_CENTRAL);
        assertThat(watch.effect()).isEqualTo(Effect.HOLD);
        assertThat(watch.goneFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(watch.limits().pathFreshFor()).isEqualTo(Duration.ofSeconds(32));
        assertThat(watch.limits().enterLooks()).isEqualTo(3);
        assertThat(read.selectors().sessions())
                .containsExactly(new Selector("livekit_participant_total"));
        assertThat(read.selectors().claim()).contains(new Selector("media_region_isolated"));
        var capacity = read.capacity().orElseThrow();
        assertThat(capacity.declared()).containsEntry(EU_CENTRAL, 10_000.0).hasSize(3);
        assertThat(capacity.ratioMax()).isEqualTo(1);
        assertThat(capacity.rule().effect()).isEqualTo(Effect.NO_START);
        assertThat(capacity.rule().enterAfter()).isEqualTo(3);
    }

    @Test
    void nothingIsWatchedUnlessSomethingIsNamed() throws IOException {
        var read = read("portcullis: {regions: {us-east: {}}}");

        assertThat(read.watch()).isEmpty();
        assertThat(read.capacity()).isEmpty();
    }

    @Test
    void usualLimitsHoldWithoutSlowProbes() throws IOException {
        var read = read("portcullis: {environment: {isolation: {sessions: participants}}}");

        assertThat(read.watch().orElseThrow().limits()).isEqualTo(IsolationLimits.DEFAULT);
        assertThat(read.watch().orElseThrow().claimants()).isEmpty();
    }

    @Test
    void threeSlowLooksAreStillInARow() throws IOException {
        var read =
                read(
                        """
                        portcullis:
                          look: 2m
                          environment: {isolation: {sessions: participants}}
                        """);

        assertThat(read.watch().orElseThrow().limits().apartMax()).isEqualTo(Duration.ofMinutes(6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "isolation: {relayProbes: [none]}    | names probe none; must be one of",
                "isolation: {relayProbes: [any]}     | speaks for regions []; must be of one",
                "isolation: {sessions: sum(a)}       | isolation.sessions: selector is 'sum(a)'",
                "isolation: {effect: PANIC}          | effect",
                "capacity: {declared: {us-east: 5}}  | capacity has no load; must be given",
                "capacity: {declared: {mars: 5}, load: a} | declared has mars; must be of [us-east]",
                "capacity: {load: a}                 | needs the gauge capacity, or every region",
                "capacity: {load: a, ratioMax: 0, capacity: b} | ratioMax",
            })
    void saysWhatIsWrong(String environment, String message) {
        var yaml =
                """
                portcullis:
                  regions: {us-east: {prometheus: {url: "http://127.0.0.1:9090"}}}
                  environment:
                    probes: [{name: any, target: "https://example.com/"}]
                    %s
                """;

        assertThatThrownBy(() -> read(yaml.formatted(environment)))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining(message);
    }

    private IsolationConfiguration read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("server.yml"), yaml);
        return ConfigurationReader.read(file, Map.of(), folder).isolation();
    }
}
