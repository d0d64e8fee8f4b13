package io.portcullis.cli.incident;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.v1.ExportFormat;
import io.portcullis.v1.ExportIncidentRequest;
import io.portcullis.v1.GetIncidentRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one incident. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show an incident: what, where, since when, evidence, rollback by region.")
final class ShowCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final IncidentArgument incident = new IncidentArgument();

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            String name = incident.name(gate);
            var answer =
                    gate.incidents()
                            .getIncident(GetIncidentRequest.newBuilder().setName(name).build());
            printer.print(
                    answer,
                    () ->
                            gate.incidents()
                                    .exportIncident(
                                            ExportIncidentRequest.newBuilder()
                                                    .setName(name)
                                                    .setFormat(ExportFormat.EXPORT_FORMAT_TEXT)
                                                    .build())
                                    .getContent()
                                    .lines()
                                    .toList());
            return ExitCode.OK.number();
        }
    }
}
