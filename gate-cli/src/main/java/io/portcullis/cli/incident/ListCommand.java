package io.portcullis.cli.incident;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.PagingOptions;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Names;
import io.portcullis.cli.text.Numbers;
import io.portcullis.cli.text.Table;
import io.portcullis.v1.Incident;
import io.portcullis.v1.ListIncidentsRequest;
import io.portcullis.v1.ListIncidentsResponse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists incidents, the newest first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List incidents, the newest first.")
final class ListCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final PagingOptions paging = new PagingOptions();

    @Option(names = "--service", paramLabel = "NAME", description = "Only of this service.")
    private String service = "";

    @Option(names = "--open", description = "Only those not resolved.")
    private boolean open;

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            ListIncidentsResponse answer =
                    gate.incidents()
                            .listIncidents(
                                    ListIncidentsRequest.newBuilder()
                                            .setService(service)
                                            .setOpenOnly(open)
                                            .setPageSize(paging.size())
                                            .setPageToken(paging.token())
                                            .build());
            printer.print(answer, () -> lines(answer));
            return ExitCode.OK.number();
        }
    }

    private static List<String> lines(ListIncidentsResponse answer) {
        var table = new Table("INCIDENT", "STATE", "SINCE", "DETECTED", "RESOLVED", "TITLE");
        for (Incident incident : answer.getIncidentsList()) {
            table.row(
                    incident.getName(),
                    Names.of(incident.getState()),
                    Numbers.time(incident.getStartTime()),
                    Numbers.clock(incident.getDetectTime()),
                    Numbers.clock(incident.getResolveTime()),
                    incident.getTitle());
        }
        if (table.isEmpty()) {
            return List.of("No incidents.");
        }
        return PagingOptions.lines(table.lines(), answer.getNextPageToken());
    }
}
