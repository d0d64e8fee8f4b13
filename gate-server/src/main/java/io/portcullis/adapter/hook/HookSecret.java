package io.portcullis.adapter.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The secret shared with the user's system, read from its file; never held, logged or shown. */
final class HookSecret {

    private static final int LENGTH_MIN = 32;
    private static final int LENGTH_MAX = 4_096;

    private final Path file;

    HookSecret(Path file) {
        this.file = file;
    }

    /** The file's text without the white space around it. */
    byte[] read() {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(LENGTH_MAX + 1), StandardCharsets.UTF_8).strip();
            var secret = text.getBytes(StandardCharsets.UTF_8);
            if (secret.length < LENGTH_MIN || secret.length > LENGTH_MAX) {
                throw new HookFailure(
                        ("The hook's secret file %s holds %d bytes; must hold between %d and %d."
                                        + " Write a random text of that length into it.")
                                .formatted(file, secret.length, LENGTH_MIN, LENGTH_MAX),
                        null);
            }
            return secret;
        } catch (IOException e) {
            throw new HookFailure(
                    "The hook's secret file " + file + " cannot be read; make it readable.", e);
        }
    }
}
