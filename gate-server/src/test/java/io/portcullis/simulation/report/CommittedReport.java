package io.portcullis.simulation.report;

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
public final class CommittedReport {

    private CommittedReport() {}

    /** Fails on any difference. */
    public static void assertUnchanged(String name, String actual) {
        Path made = write(name, actual);
        assertThat(actual).as("report %s; made: %s", name, made).isEqualTo(read(name));
    }

    /** Leaves a report where it can be looked at. */
    public static Path write(String name, String text) {
        try {
            Path made = Path.of("target", "simulation", name);
            Files.createDirectories(made.getParent());
            return Files.writeString(made, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report made last on this machine; the committed one when none was. */
    public static String latest(String name) {
        Path made = Path.of("target", "simulation", name);
        try {
            return Files.exists(made) ? Files.readString(made) : read(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The committed report; empty when there is none. */
    public static String read(String name) {
        try (InputStream stream =
                CommittedReport.class.getResourceAsStream("/simulation/" + name)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
