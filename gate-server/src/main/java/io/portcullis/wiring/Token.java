package io.portcullis.wiring;

import io.portcullis.wiring.configuration.ConfigurationInvalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** What every call must carry: other users share the machine, so loopback alone protects nothing. */
record Token(String text) {

    private static final int BYTES = 32;
    private static final int LENGTH_MIN = 16;

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    /** From its file, which is made, readable by its owner only, when it is missing. */
    static Token of(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            String text = Files.readString(file).strip();
            if (text.length() < LENGTH_MIN) {
                throw new ConfigurationInvalid(
                        List.of(
                                "the token file "
                                        + file
                                        + " holds "
                                        + text.length()
                                        + " characters; must hold at least "
                                        + LENGTH_MIN
                                        + ". Delete it to have one made."));
            }
            return new Token(text);
        } catch (IOException e) {
            throw new ConfigurationInvalid(
                    List.of("the token file " + file + " cannot be used: " + e.getMessage()));
        }
    }

    private static void make(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path fresh =
                Files.createTempFile(
                        directory, "token", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(fresh, HexFormat.of().formatHex(random) + "\n", StandardOpenOption.WRITE);
        Files.move(fresh, file);
    }

    @Override
    public String toString() {
        return "Token[" + text.length() + " characters]";
    }
}
