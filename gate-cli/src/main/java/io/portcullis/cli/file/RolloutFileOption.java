package io.portcullis.cli.file;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.v1.StartRolloutRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The rollout file of a command. */
public final class RolloutFileOption {
    private static final long FILE_BYTES_MAX = 1_000_000;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "Rollout file (YAML): release, what runs before it, plan.")
    private Path file = Path.of("rollout.yaml");

    /**
     * The request to start what is in the file.
     *
     * @throws CommandFailure with {@link ExitCode#WRONG_USAGE} when it cannot be read
     */
    public StartRolloutRequest read() {
        return YamlText.read(file.toString(), text(), RolloutText.class).toRequest();
    }

    private String text() {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new CommandFailure(
                        ExitCode.WRONG_USAGE,
                        file
                                + " has "
                                + Files.size(file)
                                + " bytes; a rollout file has at most "
                                + FILE_BYTES_MAX
                                + ".");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "The rollout file " + file + " cannot be read; give another with -f.",
                    e);
        }
    }
}
