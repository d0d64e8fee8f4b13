package io.portcullis.cli.incident;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.v1.ExportFormat;
import io.portcullis.v1.ExportIncidentRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes an incident as a document. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write an incident as text, JSON, or the Markdown draft of a post-mortem.")
final class ExportCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final IncidentArgument incident = new IncidentArgument();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json or markdown. Default: ${DEFAULT-VALUE}.",
            defaultValue = "markdown")
    private Format format = Format.MARKDOWN;

    @Option(
            names = {"-o", "--to"},
            paramLabel = "FILE",
            description = "Write to this file. Default: print.")
    private @Nullable Path to;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            String content =
                    gate.incidents()
                            .exportIncident(
                                    ExportIncidentRequest.newBuilder()
                                            .setName(incident.name(gate))
                                            .setFormat(format.wire)
                                            .build())
                            .getContent();
            if (to == null) {
                spec.commandLine().getOut().println(content);
            } else {
                write(to, content);
            }
            return ExitCode.OK.number();
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE, "Cannot write " + file + "; give another with -o.", e);
        }
    }

    /** What it is written as. */
    enum Format {
        TEXT(ExportFormat.EXPORT_FORMAT_TEXT),
        JSON(ExportFormat.EXPORT_FORMAT_JSON),
        MARKDOWN(ExportFormat.EXPORT_FORMAT_MARKDOWN);

        private final ExportFormat wire;

        Format(ExportFormat wire) {
            this.wire = wire;
        }
    }
}
