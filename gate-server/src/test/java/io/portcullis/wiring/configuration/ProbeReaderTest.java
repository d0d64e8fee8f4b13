package io.portcullis.wiring.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.adapter.statuspage.ComponentStatus;
import io.portcullis.app.probe.ProbeDefinition;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTarget.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProbeReaderTest {

    @TempDir private Path folder;

    @Test
    void theDocumentedConfigurationIsUnderstood() throws IOException {
        var document = Files.readString(Path.of("../docs/probes.md"));
        var example = Pattern.compile("```yaml\\n(portcullis:.*?)```", Pattern.DOTALL);
        var yaml = example.matcher(document);
        assertThat(yaml.find()).isTrue();

        ProbeConfiguration read = read(yaml.group(1));

        assertThat(read.vantage()).contains("gate-1");
        assertThat(read.region()).contains(new Region("eu-west"));
        assertThat(read.network()).contains("backbone");
        assertThat(read.probes())
                .extracting(ProbeDefinition::name)
                .containsExactly("api", "media-health", "turn", "dns-live", "rtmp-in-hls-out");
        var api = read.probes().getFirst();
        assertThat(api.rule().effect()).isEqualTo(Effect.NO_START);
        assertThat(api.rule().freshFor()).isEqualTo(Duration.ofSeconds(55));
        assertThat(api.task().target())
                .isInstanceOfSatisfying(
                        ProbeTarget.Http.class,
                        http -> {
                            assertThat(http.statuses()).containsExactly(200);
                            assertThat(http.contains()).isEqualTo("\"ok\"");
                            assertThat(http.expiresInMin()).isEqualTo(Duration.ofDays(7));
                        });
        assertThat(read.probes().get(1).task().target())
                .isInstanceOfSatisfying(
                        ProbeTarget.Grpc.class,
                        grpc -> assertThat(grpc.transport()).isEqualTo(Transport.TLS));
        assertThat(read.probes().get(3).task().target())
                .isInstanceOfSatisfying(
                        ProbeTarget.Dns.class, dns -> assertThat(dns.expected()).hasSize(2));
        var command = read.probes().getLast();
        assertThat(command.from()).containsExactly("agent-berlin", "us-east");
        assertThat(command.regions()).hasSize(2);
        assertThat(command.task().target())
                .isInstanceOfSatisfying(
                        ProbeTarget.Command.class, it -> assertThat(it.command()).hasSize(3));
    }

    @Test
    void withoutProbesThereAreNone() throws IOException {
        ProbeConfiguration read = read("portcullis: {}");

        assertThat(read.probes()).isEmpty();
        assertThat(read.vantage()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{target: 'http://a'}                                       | name is missing",
                "{name: a}                                                  | target is missing",
                "{name: 'a b', target: 'http://a'}                          | name is 'a b'",
                "{name: a, target: 'ftp://a'}                               | http or https URL",
                "{name: a, kind: TCP, target: a}                            | must be host:port",
                "{name: a, kind: TCP, target: 'a:1', contains: x}           | may not have contains",
                "{name: a, kind: TCP, target: 'a:1', environment: {A: b}}   | may not have environment",
                "{name: a, kind: DNS, target: a.example}                    | zone is missing",
                "{name: a, kind: DNS, target: a.example, zone: b.example}   | zone is b.example",
                "{name: a, kind: COMMAND, target: check.sh}                 | absolute path",
                "{name: a, target: 'http://a', regions: [nowhere]}          | regions has nowhere",
                "{name: a, target: 'http://a', services: [nothing]}         | services has nothing",
                "{name: a, target: 'http://a', every: 2h}                   | must be from 0.1s to 1h",
                "{name: a, target: 'http://a'}, {name: a, target: 'http://b'} | another is named a",
            })
    void aWrongProbeIsRefused(String probes, String why) {
        assertThatThrownBy(() -> read("portcullis: {environment: {probes: [" + probes + "]}}"))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining(why);
    }

    @Test
    void theDocumentedWatchesAreUnderstood() throws IOException {
        var document = Files.readString(Path.of("../docs/probes.md"));
        Path file =
                Files.writeString(
                        folder.resolve("server.yml"),
                        document.substring(document.lastIndexOf("portcullis:\n"))
                                .replaceFirst("(?s)```.*", ""));

        WatchConfiguration read = ConfigurationReader.read(file, Map.of(), folder).watches();

        assertThat(read.alerts())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.regions()).containsExactly(new Region("eu-west"));
                    assertThat(it.services()).hasSize(1);
                    assertThat(it.rule().effect()).isEqualTo(Effect.NO_START);
                });
        assertThat(read.providers())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.components()).containsExactly("API", "Authoritative DNS");
                    assertThat(it.unfitFrom()).isEqualTo(ComponentStatus.PARTIAL_OUTAGE);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alerts: [{selector: '{a=\"b\"}'}]                        | name is missing",
                "alerts: [{name: a, selector: up}]                         | matchers in braces",
                "alerts: [{name: a, selector: '{}', regions: [bare]}]      | of those with prometheus",
                "providers: [{name: a, components: [x]}]                   | url is missing",
                "providers: [{name: a, url: 'http://a'}]                   | components is missing",
                "providers: [{name: a, url: 'http://a', components: [x], unfitFrom: OPERATIONAL}] | must be worse",
            })
    void aWrongWatchIsRefused(String watches, String why) {
        String regions = "regions: {bare: {}, eu-west: {prometheus: {url: 'http://localhost:1'}}}";
        assertThatThrownBy(() ->
                        read("portcullis: {%s, environment: {%s}}".formatted(regions, watches)))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining(why);
    }

    private ProbeConfiguration read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("server.yml"), yaml);
        return ConfigurationReader.read(file, Map.of(), folder).probes();
    }
}
