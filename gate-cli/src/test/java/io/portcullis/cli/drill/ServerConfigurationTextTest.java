package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.scenario.ScenarioFiles;
import java.net.URI;
import java.nio.file.Path;
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

    private static String text(String rung) {
        return new ServerConfigurationText(
                        ScenarioFiles.read("livekit-2024-02-07", Map.of("rung", rung)),
                        "hook",
                        URI.create("http://127.0.0.1:8520/portcullis"),
                        Path.of("secret"),
                        Map.of())
                .text();
    }
}
