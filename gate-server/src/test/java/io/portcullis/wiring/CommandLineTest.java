package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.wiring.CommandLine.Wanted;
import io.portcullis.wiring.configuration.ConfigurationInvalid;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CommandLineTest {

    @Test
    void flagsSetKeys() {
        var line =
                CommandLine.parse(
                        List.of(
                                "--config=gate.yml",
                                "--look",
                                "100ms",
                                "--state-dir",
                                "/tmp/s",
                                "--port",
                                "0",
                                "--set",
                                "portcullis.policy.looksBeforeMin=60"),
                        Map.of());

        assertThat(line.file()).isEqualTo(Path.of("gate.yml"));
        assertThat(line.flags())
                .containsOnly(
                        Map.entry("portcullis.look", "100ms"),
                        Map.entry("portcullis.stateDirectory", "/tmp/s"),
                        Map.entry("portcullis.server.port", "0"),
                        Map.entry("portcullis.management.port", "0"),
                        Map.entry("portcullis.policy.looksBeforeMin", "60"));
    }

    @Test
    void environmentNamesTheFileAndTheFlagWins() {
        var environment = Map.of("GATE_CONFIG", "a.yml");

        assertThat(CommandLine.parse(List.of(), environment).file()).isEqualTo(Path.of("a.yml"));
        assertThat(CommandLine.parse(List.of("--config", "b.yml"), environment).file())
                .isEqualTo(Path.of("b.yml"));
    }

    @Test
    void everyMistakeIsSaidAtOnce() {
        assertThatThrownBy(() -> CommandLine.parse(List.of("--lok", "1s", "--port"), Map.of()))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("--lok 1s is not understood")
                .hasMessageContaining("--port needs a value");
    }

    @Test
    void helpIsGiven() {
        assertThat(CommandLine.parse(List.of("--help"), Map.of()).wanted()).isEqualTo(Wanted.HELP);
    }
}
