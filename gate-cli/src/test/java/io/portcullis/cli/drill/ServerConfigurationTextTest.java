package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.reach.RegionAddresses;
import io.portcullis.cli.drill.reach.StandInRegions;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ServerConfigurationTextTest {
    @Test
    void namesOnlyTheSignalsOfTheRung() {
        assertThat(text("a")).contains("track-subscribe").doesNotContain("links:", "track-acquire");
        assertThat(text("c")).contains("rpc-errors").doesNotContain("links:", "track-acquire");
        assertThat(text("d")).contains("links: ALL_ORDERED_PAIRS", "track-acquire");
        assertThat(text("e")).isEqualTo(text("d"));
    }

    @Test
    void plansProbesOfItsLinksWhereAgentsTell() {
        assertThat(text("b"))
                .contains(
                        "      links: ALL_ORDERED_PAIRS\n",
                        "        - name: relay-probe\n          kind: PROBE\n          place: LINK\n",
                        "      coverage:\n        signal: relay-probe\n")
                .doesNotContain("track-acquire");
    }

    @Test
    void watchesRegionsByTheirGaugeWhereTheyArePulledAndByProbesElse() {
        String withdrawn = "livekit-2024-02-07-withdrawn";
        URI url = URI.create("http://127.0.0.1:8540");

        assertThat(text(withdrawn, Map.of("us-east", url), Map.of()))
                .contains("    isolation: {sessions: livekit_participant_total}\n")
                .doesNotContain("probes:");
        assertThat(
                        text(
                                withdrawn,
                                Map.of(),
                                StandInRegions.planned(List.of("us-east", "de"), 8560)))
                .contains(
                        "- {name: relay-us-east, kind: GRPC, target: \"127.0.0.1:8560\", tls: false, regions: [us-east], from: [de, us-east], every: 10s, timeout: 2s, effect: RECORD}\n",
                        "- {name: edge-de, kind: HTTP, target: \"http://127.0.0.1:8563/\", regions: [de],",
                        "- {name: port-de, kind: TCP, target: \"127.0.0.1:8562\", regions: [de],",
                        "      portProbes: [port-de, port-us-east]\n")
                .doesNotContain("sessions");
    }

    private static String text(
            String scenario, Map<String, URI> urls, Map<String, RegionAddresses> reach) {
        return new ServerConfigurationText(
                        ScenarioFiles.read(scenario, Map.of()),
                        "hook",
                        URI.create("http://127.0.0.1:8520/portcullis"),
                        Path.of("secret"),
                        urls,
                        reach,
                        Map.of())
                .text();
    }

    private static String text(String rung) {
        return new ServerConfigurationText(
                        ScenarioFiles.read("livekit-2024-02-07", Map.of("rung", rung)),
                        "hook",
                        URI.create("http://127.0.0.1:8520/portcullis"),
                        Path.of("secret"),
                        Map.of(),
                        Map.of(),
                        Map.of())
                .text();
    }
}
