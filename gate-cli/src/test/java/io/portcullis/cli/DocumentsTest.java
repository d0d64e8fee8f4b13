package io.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.file.RolloutText;
import io.portcullis.cli.file.YamlText;
import io.portcullis.v1.StartRolloutRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the documents show is what the program takes. */
final class DocumentsTest {
    private static final Path DOCUMENTS = Path.of("../docs");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\| `gate ([a-z][a-z-]*(?: [a-z][a-z-]*)?)");

    @Test
    void theRolloutFileOfTheDocumentsIsUnderstood() throws IOException {
        var example = YAML.matcher(Files.readString(DOCUMENTS.resolve("rollouts.md")));
        assertThat(example.find()).isTrue();

        StartRolloutRequest request =
                YamlText.read("rollouts.md", example.group(1), RolloutText.class).toRequest();

        assertThat(request.getPlan().getStagesCount()).isEqualTo(3);
        assertThat(request.getRelease().getRequiredKeysList()).containsExactly("rpc.relay.version");
        assertThat(request.getConfigurationKeysMap()).containsKey("eu-central");
    }

    @ParameterizedTest
    @ValueSource(strings = {"preview-undecidable", "explain-failed"})
    void theExamplesOfTheDocumentsAreWhatTheProgramPrints(String text) throws IOException {
        Path printed = Path.of("src/test/resources/io/portcullis/cli/text", text + ".txt");

        assertThat(Files.readString(DOCUMENTS.resolve("rollouts.md")))
                .contains("```\n" + Files.readString(printed) + "```\n");
    }

    @Test
    void everyCommandOfTheDocumentsExists() throws IOException {
        var commands = COMMAND.matcher(Files.readString(DOCUMENTS.resolve("cli.md")));
        int seen = 0;
        while (commands.find()) {
            String[] words = commands.group(1).strip().split(" ", -1);
            if (!words[0].equals("server")) {
                CommandLine command = Gate.commandLine();
                for (String word : words) {
                    assertThat(command.getSubcommands())
                            .describedAs(commands.group(1))
                            .containsKey(word);
                    command = command.getSubcommands().get(word);
                }
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(8);
    }
}
