package io.portcullis.wiring.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.adapter.statuspage.ComponentStatus;
import io.portcullis.app.probe.CoverageDefinition;
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
    void theDocumentedCoverageIsUnderstood() throws IOException {
        var document = Files.readString(Path.of("../docs/probes.md"));
        var example =
                Pattern.compile("```yaml\\n(portcullis:[^`]*coverage:.*?)```", Pattern.DOTALL);
        var yaml = example.matcher(document);
        assertThat(yaml.find()).isTrue();

        assertThat(read(yaml.group(1)).coverage())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.service().links()).hasSize(6);
                    assertThat(it.kind()).isEqualTo(CoverageDefinition.Kind.COMMAND);
                    assertThat(it.arguments()).hasSize(4);
                    assertThat(it.every()).isEqualTo(Duration.ofSeconds(15));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signal: s, target: /bin/check, arguments: ['{endpoint}']",
                "signal: s, target: /bin/check, arguments: ['{\"from\": \"{source_region}\"}']",
                "signal: s, kind: TCP, target: '{endpoint}'",
                "signal: s, kind: TCP, target: '{endpoint}:443'",
                "signal: s, kind: TCP, target: '{source_region}.example:443'",
                "signal: s, kind: HTTP, target: 'https://{endpoint}/health'",
                "signal: s, kind: HTTP, target: 'https://{endpoint}:8443/from/{destination_region}'",
            })
    void coverageIsTaken(String coverage) throws IOException {
        assertThat(read(covered(coverage)).coverage()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target: '{endpoint}', signal: s                            | absolute path of a program",
                "target: '/bin/{endpoint}', signal: s                       | nothing in braces",
                "target: '/bin/{source_region}', signal: s                  | nothing in braces",
                "target: check.sh, arguments: ['{endpoint}'], signal: s     | absolute path of a program",
                "target: /bin/check, signal: s                              | name no source",
                "kind: TCP, target: 'a:1', signal: s                        | name no source",
                "kind: TCP, target: 'tcp://{endpoint}', signal: s           | must be host:port",
                "kind: TCP, target: '{source_region}.{zone}:1', signal: s   | unknown name in braces",
                "kind: TCP, target: '{enpoint}:1', signal: s                | unknown name in braces",
                "kind: TCP, target: '{endpoint}', arguments: [a], signal: s | arguments are for kind COMMAND",
                "kind: HTTP, target: '{endpoint}', signal: s                | must be an http or https URL with a host",
                "kind: HTTP, target: 'http://me@{endpoint}/', signal: s     | has a user",
                "kind: TCP, target: '{endpoint}', signal: nothing           | signal is nothing",
                "kind: TCP, target: '{endpoint}'                            | signal is missing",
                "kind: TCP, signal: s                                       | target is missing",
            })
    void wrongCoverageIsRefused(String coverage, String why) {
        assertThatThrownBy(() -> read(covered(coverage)))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining(why);
    }

    /** What stands at start errors is read by more people than the configuration. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: HTTP, target: 'https://me:topsecret@{endpoint}/x'   | has a user",
                "kind: HTTP, target: 'https://{endpoint}/x y?k=topsecret'  | target is no URL",
                "kind: HTTP, target: 'https:/me:topsecret@{endpoint}/x'    | with a host",
                "kind: HTTP, target: 'https://{enpoint}/?topsecret'        | unknown name in braces",
                "kind: TCP, target: 'me:topsecret@{endpoint}'              | must be host:port",
                "kind: COMMAND, target: 'curl -u me:topsecret {endpoint}'  | absolute path",
            })
    void whatIsWrongWithATargetIsSaidWithoutIt(String coverage, String why) {
        assertThatThrownBy(() -> read(covered(coverage + ", signal: s")))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("topsecret");
    }

    @Test
    void aProbeWhoseTargetIsNoUrlIsRefusedWithoutIt() {
        var probe = "{name: a, target: 'https://a/x y?k=topsecret'}";

        assertThatThrownBy(() -> read("portcullis: {environment: {probes: [" + probe + "]}}"))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("target is no URL")
                .hasMessageNotContaining("topsecret");
    }

    private static String covered(String coverage) {
        return """
        portcullis:
          regions: {eu-west: {}, us-east: {}}
          services:
            media-server:
              links: ALL_ORDERED_PAIRS
              signals: [{name: track-acquire}, {name: s, kind: PROBE, place: LINK}]
              coverage: {%s}
        """
                .formatted(coverage);
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
