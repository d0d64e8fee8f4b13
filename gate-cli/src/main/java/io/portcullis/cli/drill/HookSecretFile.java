package io.portcullis.cli.drill;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret the gate and the stand-in platform share, in a file that only its owner reads. */
public final class HookSecretFile {
    private static final int SECRET_BYTES = 32;

    private HookSecretFile() {}

    /** Reads it; makes one first where there is none. */
    public static byte[] readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The hook's secret "
                            + file
                            + " can be neither read nor made: "
                            + e.getMessage()
                            + ". Name another file with --hook-secret-file.",
                    e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(secret) + "\n", StandardOpenOption.WRITE);
    }
}
