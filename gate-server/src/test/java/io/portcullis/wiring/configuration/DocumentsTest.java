package io.portcullis.wiring.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations the documents show are understood. */
final class DocumentsTest {

    private static final Pattern YAML =
            Pattern.compile("```yaml\\n(portcullis:.*?)```", Pattern.DOTALL);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.md",
                "evidence.md",
                "mesh.md",
                "packs.md",
                "environment.md",
                "probes.md"
            })
    void theConfigurationOfADocumentIsUnderstood(String document) throws IOException {
        var example = YAML.matcher(Files.readString(Path.of("../docs", document)));
        Files.writeString(folder.resolve("hook.secret"), "a secret of more than sixteen bytes");
        var understood = new StringBuilder();
        while (example.find()) {
            Path file = Files.writeString(folder.resolve("server.yml"), example.group(1));
            GateConfiguration configuration = ConfigurationReader.read(file, Map.of(), folder);
            assertThat(configuration.services()).isNotEmpty();
            understood.append(configuration.services());
        }

        assertThat(understood).contains("media-server", "track-acquire");
    }
}
