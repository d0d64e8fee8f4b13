package io.portcullis.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a report with the committed one. The one just made is left in {@code target/simulation}:
 * after a wanted change, copy it to {@code src/test/resources/simulation}.
 */
final class Report {

    private Report() {}

    static void assertUnchanged(String name, String actual) {
        try {
            Path made = Path.of("target", "simulation", name);
            Files.createDirectories(made.getParent());
            Files.writeString(made, actual);
            assertThat(actual).as("report %s; made: %s", name, made).isEqualTo(committed(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String committed(String name) throws IOException {
        try (InputStream stream = Report.class.getResourceAsStream("/simulation/" + name)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
