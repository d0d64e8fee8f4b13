package io.portcullis.wiring.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationReaderTest {

    private static final Path HOME = Path.of("/home/ana/.local/state/portcullis");

    private static final String EVIDENCE =
            """
            portcullis:
              services:
                media-server:
                  links: ALL_ORDERED_PAIRS
                  signals:
                    - name: track-acquire
                      kind: RATIO
                      place: LINK
                      baselineRatioMax: 0.10
                      total: 'relay_track_acquire_total{result!="cancelled"}'
                      bad: 'relay_track_acquire_total{result=~"failed|timed_out"}'
                      lazyBad: true
                      labels: {sourceRegion: src, sourceVersion: src_v}
                    - {name: requests}
                  arm: {by: VERSION_LABEL, label: v}
                  workloads: {us-west: deployment/m, eu-central: deployment/m}
                pushed-only:
                  links: [us-west -> eu-central]
                  regions: [us-west, eu-central]
                  signals: [{name: calls, place: LINK}]
              regions:
                us-west:
                  prometheus:
                    url: https://prometheus.us-west.example.test
                    delay: 15s
                    authorization: {credentialsFile: secrets/prom}
                  kubernetes: {context: us-west, namespace: media}
                eu-central: {}
                us-east:
            """;

    @TempDir private Path directory;

    @Test
    void defaultsAreThese() {
        var configuration = ConfigurationReader.read(null, Map.of(), HOME);

        assertThat(configuration.look()).isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.stateDirectory()).isEqualTo(HOME);
        var server = configuration.server();
        assertThat(server.address()).isEqualTo("127.0.0.1");
        assertThat(server.port()).isEqualTo(7443);
        assertThat(server.managementPort()).isEqualTo(7444);
        assertThat(server.tls()).isEmpty();
        assertThat(server.tokenFile()).isEqualTo(HOME.resolve("token"));
        assertThat(server.messageBytesMax()).isEqualTo(4_194_304);
        assertThat(server.callsMax()).isEqualTo(256);
        assertThat(server.watchersMax()).isEqualTo(200);
        assertThat(configuration.store())
                .isEqualTo(new StoreConfiguration.Embedded(HOME.resolve("postgresql")));
        assertThat(configuration.policy()).isEqualTo(Policy.DEFAULT);
        assertThat(configuration.services()).isEmpty();
        assertThat(configuration.controls()).isEmpty();
    }

    @Test
    void evidenceFileIsUnderstood() throws IOException {
        var file = file(EVIDENCE);

        var configuration = ConfigurationReader.read(file, Map.of(), HOME);

        var media = configuration.services().get(new ServiceName("media-server"));
        assertThat(media.definition().regions())
                .containsExactly(new Region("eu-central"), new Region("us-west"));
        assertThat(media.definition().links()).hasSize(2);
        assertThat(media.definition().signals().getFirst().scope()).isEqualTo(Scope.LINK);
        assertThat(media.pulled().get(new SignalName("track-acquire")).lazyBad()).isTrue();
        assertThat(media.pulled()).doesNotContainKey(new SignalName("requests"));
        var pushed = configuration.services().get(new ServiceName("pushed-only"));
        assertThat(pushed.definition().links()).hasSize(1);
        assertThat(pushed.pulled()).isEmpty();
        var west = configuration.regions().get(new Region("us-west"));
        assertThat(west.prometheus().orElseThrow().delay()).contains(Duration.ofSeconds(15));
        assertThat(west.kubernetes().orElseThrow().namespace()).isEqualTo("media");
        assertThat(configuration.regions()).hasSize(3);
    }

    @Test
    void everyErrorIsSaidAtOnceWithKeyAndRule() throws IOException {
        var file =
                file(
                        """
                        portcullis:
                          look: 5ms
                          servces: {}
                          server: {port: 99999, address: 0.0.0.0, tls: {keyFile: k.pem}}
                          store: {user: gate}
                          controls: {hook: {url: 'ftp://example.test'}}
                          services:
                            media-server:
                              signals: [{name: requests, place: MOON}]
                              workloads: {mars: deployment/m}
                          regions: {us-west: {prometheus: {delay: soon}}}
                        """);

        assertThatThrownBy(() -> ConfigurationReader.read(file, Map.of(), HOME))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("portcullis.look is '5ms'; must be from 0.1s to 10m")
                .hasMessageContaining("portcullis.servces: no such key")
                .hasMessageContaining("portcullis.server.port is '99999'")
                .hasMessageContaining(
                        "portcullis.server.address is '0.0.0.0'; anything but loopback")
                .hasMessageContaining("certificateFile and keyFile must be given together")
                .hasMessageContaining("portcullis.store: user and passwordFile need url")
                .hasMessageContaining("portcullis.controls.hook.url is 'ftp://example.test'")
                .hasMessageContaining("portcullis.controls.hook: needs url and secretFile")
                .hasMessageContaining("signals.0.place is 'MOON'; must be one of")
                .hasMessageContaining("region is mars; must be one of portcullis.regions")
                .hasMessageContaining("portcullis.regions.us-west.prometheus: needs url")
                .hasMessageContaining("prometheus.delay is 'soon'; must be a duration");
    }

    @ParameterizedTest
    @CsvSource({
        "portcullis.look, 11m",
        "portcullis.server.port, -1",
        "portcullis.server.messageBytesMax, 10",
        "portcullis.server.callsMax, 0",
        "portcullis.server.watchersMax, 0",
        "portcullis.management.port, x",
        "portcullis.store.url, jdbc:oracle:thin",
        "portcullis.policy.firstStageRegionsMin, 11",
        "portcullis.policy.looksBeforeMin, 361",
        "portcullis.server.plaintextWanted, maybe",
        "portcullis.server.address, no.such.host.invalid",
    })
    void valueOutOfItsRangeStopsTheStart(String key, String value) {
        assertThatThrownBy(() -> ConfigurationReader.read(null, Map.of(key, value), HOME))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining(key + " is '" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?password=geheim", "?ssl=true&Password=geheim", "?sslpassword=geheim"})
    void passwordInTheUrlStopsTheStartAndIsNotRepeated(String query) {
        var url = Map.of("portcullis.store.url", "jdbc:postgresql://db/gate" + query);

        assertThatThrownBy(() -> ConfigurationReader.read(null, url, HOME))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("portcullis.store.passwordFile")
                .message()
                .doesNotContain("geheim");
    }

    @Test
    void urlIsShownWithoutTheOptionsOfTheDriver() {
        var given =
                new StoreConfiguration.Given(
                        "jdbc:postgresql://db/gate?ssl=true", Optional.empty(), Optional.empty());

        assertThat(given.shown()).isEqualTo("jdbc:postgresql://db/gate");
    }

    @Test
    void openAddressNeedsTlsOrTheWordsThatPlainTextIsWanted() {
        var open = Map.of("portcullis.server.address", "0.0.0.0");
        var wanted =
                Map.of(
                        "portcullis.server.address", "0.0.0.0",
                        "portcullis.server.plaintextWanted", "true");
        var secured =
                Map.of(
                        "portcullis.server.address", "0.0.0.0",
                        "portcullis.server.tls.certificateFile", "c.pem",
                        "portcullis.server.tls.keyFile", "k.pem");

        assertThatThrownBy(() -> ConfigurationReader.read(null, open, HOME))
                .hasMessageContaining("plaintextWanted");
        assertThat(ConfigurationReader.read(null, wanted, HOME).server().address())
                .isEqualTo("0.0.0.0");
        assertThat(ConfigurationReader.read(null, secured, HOME).server().tls()).isPresent();
    }

    @Test
    void flagsWinOverTheFile() throws IOException {
        var file = file("portcullis: {look: 20s, server: {port: 1}}\n");

        var configuration =
                ConfigurationReader.read(file, Map.of("portcullis.look", "100ms"), HOME);

        assertThat(configuration.look()).isEqualTo(Duration.ofMillis(100));
        assertThat(configuration.server().port()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "portcullis: [1 | is not YAML",
                "portcullis: [1] | portcullis.0: no such key",
                "portcullis: 5 | portcullis is '5'; must hold keys under it",
                "x: 1 | x: no such key",
                "7 | must hold portcullis: at its top",
                "portcullis: {look: 1s, look: 2s} | is not YAML",
            })
    void fileThatIsNoneOfOursIsRefused(String text, String message) throws IOException {
        var file = file(text);

        assertThatThrownBy(() -> ConfigurationReader.read(file, Map.of(), HOME))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining(message);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("gate.yml"), text);
    }
}
