package io.portcullis.wiring.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.Rung;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.wiring.configuration.ServiceConfiguration.Pulled.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packs become signals like any other. */
final class PackExpansionTest {

    @TempDir private Path directory;

    @Test
    void aPackStandsForItsSignals() throws IOException {
        var media = service("packs: [livekit]");

        assertThat(media.definition().signals())
                .extracting(signal -> signal.name().value())
                .contains("track-subscribe", "session-start", "scrapes");
        var subscribe = media.pulled().get(new SignalName("track-subscribe"));
        assertThat(subscribe.selector(Part.SETTLED))
                .isEqualTo("livekit_track_subscribe_counter{state=~\"success|cancel\"}");
        assertThat(media.pulled().get(new SignalName("signal-messages")).lazyBad()).isTrue();
    }

    @Test
    void matchersNarrowEverySelector() throws IOException {
        var media = service("packs: ['livekit@1.9{namespace=\"rtc\"}']");

        var rpc = media.pulled().get(new SignalName("rpc-errors"));
        assertThat(rpc.selector(Part.BAD)).endsWith(",namespace=\"rtc\"}");
        assertThat(media.pulled().get(new SignalName("service-operations")).selector(Part.TOTAL))
                .isEqualTo("livekit_node_service_operation{namespace=\"rtc\"}");
    }

    @Test
    void whatNeedsMoreIsThereOnlyWhenAskedFor() throws IOException {
        assertThat(service("packs: [livekit@1.9]").pulled().keySet())
                .doesNotContain(new SignalName("webhooks"));
        assertThat(service("packs: [livekit@1.9+webhooks!session-start]").pulled().keySet())
                .contains(new SignalName("webhooks"))
                .doesNotContain(new SignalName("session-start"));
    }

    @Test
    void oneWrittenOutWithAKindReplacesThePacks() throws IOException {
        var media =
                service(
                        "packs: [livekit], signals: [{name: track-subscribe, kind: RATIO, total: a,"
                                + " bad: b}]");

        var subscribe = media.pulled().get(new SignalName("track-subscribe"));
        assertThat(subscribe.selectors()).isEqualTo(Map.of(Part.TOTAL, "a", Part.BAD, "b"));
        assertThat(media.definition().signals())
                .filteredOn(signal -> signal.name().value().equals("track-subscribe"))
                .hasSize(1);
    }

    @Test
    void oneWrittenOutWithoutSeriesChangesOnlyWhatItNames() throws IOException {
        var media =
                service(
                        "packs: [livekit], signals: [{name: session-start, weight: 0.3, proof:"
                                + " WAIVED}]");

        var start = signal(media, "session-start");
        assertThat(start.kind()).isEqualTo(SignalKind.LATENCY);
        assertThat(start.weight()).isEqualTo(0.3);
        assertThat(start.unit()).isEqualTo("ms");
        assertThat(media.pulled().get(start.name()).selector(Part.HISTOGRAM))
                .isEqualTo("livekit_session_start_time_ms_bucket");
    }

    @Test
    void rungOfEachSignalIsThatOfThePackUnlessItIsWrittenOut() throws IOException {
        var media = service("packs: [grpc], signals: [{name: extra, rung: c}, {name: usual}]");

        assertThat(media.rungs().of(signal(media, "calls"))).isEqualTo(Rung.CLIENT_ERRORS);
        assertThat(media.rungs().of(signal(media, "extra"))).isEqualTo(Rung.CLIENT_ERRORS);
        assertThat(media.rungs().of(signal(media, "usual"))).isEqualTo(Rung.DESTINATION_COUNTERS);
    }

    @Test
    void scrapesOfTwoPacksAreOneSignal() throws IOException {
        var media = service("packs: [livekit, grpc]");

        assertThat(media.definition().signals())
                .filteredOn(signal -> signal.kind() == SignalKind.ABSENCE)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envoy", "grpc", "ingress-nginx", "istio", "kube-state-metrics", "livekit@1.5.1",
                "livekit@1.9.12", "livekit@1.14", "livepeer", "nginx", "postgresql", "rabbitmq",
                "rabbitmq@3.10.8", "redis"
            })
    void everyPackCanBePulled(String pack) throws IOException {
        var media = service("packs: [" + pack + "]");

        assertThat(media.pulled()).hasSameSizeAs(media.definition().signals());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "packs: [nobody]; there is no pack 'nobody'",
                "packs: [livekit@new]; pack is 'livekit@new'",
                "packs: [livekit!colour]; pack livekit has no [colour]",
                "packs: [istio, ingress-nginx]; signal requests is in istio",
                "packs: [envoy, ingress-nginx]; signal requests is in envoy and in ingress-nginx",
            })
    void saysWhatCannotBe(String keys, String said) {
        assertThatThrownBy(() -> service(keys))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("portcullis.services.media-server.packs: ")
                .hasMessageContaining(said.strip());
    }

    private static SignalDefinition signal(ServiceConfiguration service, String name) {
        return service.definition().signals().stream()
                .filter(signal -> signal.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ServiceConfiguration service(String keys) throws IOException {
        String yaml =
                """
                portcullis:
                  services: {media-server: {regions: [us-west], %s}}
                  regions: {us-west: {prometheus: {url: "https://prometheus.example.test"}}}
                """
                        .formatted(keys);
        var file = Files.writeString(directory.resolve("gate.yml"), yaml);
        return ConfigurationReader.read(file, Map.of(), directory)
                .services()
                .get(new ServiceName("media-server"));
    }
}
