package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.wiring.configuration.ConfigurationInvalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenTest {

    @TempDir private Path directory;

    @Test
    void missingTokenIsMadeReadableByItsOwnerOnly() throws IOException {
        Path file = directory.resolve("state/token");

        var token = Token.of(file);

        assertThat(token.text()).hasSize(64);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Token.of(file)).isEqualTo(token);
    }

    @Test
    void shortTokenIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "hunter2\n");

        assertThatThrownBy(() -> Token.of(file))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("at least 16");
    }

    @Test
    void tokenIsNotShown() {
        assertThat(new Token("0123456789abcdef").toString()).doesNotContain("0123456789");
    }
}
