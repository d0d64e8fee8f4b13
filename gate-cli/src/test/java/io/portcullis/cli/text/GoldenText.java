package io.portcullis.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Text as it is committed in the test resources. A wanted change: run the tests with
 * {@code -Dgolden.write=true} and read the difference.
 */
final class GoldenText {
    private static final Path FOLDER = Path.of("src/test/resources/io/portcullis/cli/text");

    private GoldenText() {}

    static void assertSame(List<String> lines, String name) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.write(file, lines);
        }
        assertThat(String.join("\n", lines)).isEqualTo(String.join("\n", Files.readAllLines(file)));
    }
}
