package io.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerLocatorTest {
    @TempDir private Path home;

    @Test
    void takesTheServerOfThisMachineWhenNothingIsSaid() throws IOException {
        writeServerFile("127.0.0.1:7443");

        ConnectionSettings settings = locator(Map.of()).locate(null, null, null);

        assertThat(settings.address()).isEqualTo(new ServerAddress("127.0.0.1", 7443));
        assertThat(settings.token()).contains("secret");
    }

    @Test
    void prefersTheCommandLineToTheEnvironment() {
        ConnectionSettings settings =
                locator(Map.of("GATE_SERVER", "localhost:1")).locate("localhost:2", null, null);

        assertThat(settings.address().port()).isEqualTo(2);
    }

    @Test
    void neverShowsTheTokenOfThisMachineToAnotherServer() throws IOException {
        writeServerFile("127.0.0.1:7443");

        ConnectionSettings settings =
                locator(Map.of("GATE_SERVER", "gate.example.test:7443")).locate(null, null, null);

        assertThat(settings.token()).isEmpty();
        assertThat(settings.address().isLoopback()).isFalse();
    }

    @Test
    void saysWhatToDoWhenNoServerIsKnown() {
        assertThatThrownBy(() -> locator(Map.of()).locate(null, null, null))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("gate server")
                .hasMessageContaining("--server")
                .extracting(e -> ((CommandFailure) e).exitCode())
                .isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void refusesAnAddressWithoutAPort() {
        assertThatThrownBy(() -> locator(Map.of()).locate("localhost", null, null))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("host:port");
    }

    @Test
    void readsAnAddressInBrackets() {
        assertThat(ServerAddress.parse("[::1]:7443")).isEqualTo(new ServerAddress("::1", 7443));
        assertThat(ServerAddress.parse("[::1]:7443")).hasToString("[::1]:7443");
    }

    private ServerLocator locator(Map<String, String> environment) {
        return new ServerLocator(environment, home);
    }

    private void writeServerFile(String address) throws IOException {
        Path directory = Files.createDirectories(home.resolve(".local/state/portcullis"));
        Files.writeString(directory.resolve("token"), "secret\n");
        Files.writeString(
                directory.resolve("server.json"),
                "{\"address\":\"" + address + "\",\"tokenFile\":\"token\"}");
    }
}
