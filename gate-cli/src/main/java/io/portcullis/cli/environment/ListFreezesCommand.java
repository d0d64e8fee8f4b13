package io.portcullis.cli.environment;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.v1.ListFreezesRequest;
import io.portcullis.v1.ListFreezesResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists freezes, those in force first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "List freezes: those in force first, of people, the calendar and the gate; then"
                        + " others of people.")
final class ListFreezesCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();

    @Option(names = "--in-force", description = "Only those in force.")
    private boolean inForce;

    @Option(
            names = "--page-size",
            paramLabel = "N",
            description = "At most so many, up to 200. Default: 50.")
    private int pageSize = 50;

    @Option(
            names = "--page-token",
            paramLabel = "TOKEN",
            description = "Go on where an earlier list ended.")
    private String pageToken = "";

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            ListFreezesResponse answer =
                    gate.freezes()
                            .listFreezes(
                                    ListFreezesRequest.newBuilder()
                                            .setInForceOnly(inForce)
                                            .setPageSize(pageSize)
                                            .setPageToken(pageToken)
                                            .build());
            printer.print(answer, () -> lines(answer));
            return ExitCode.OK.number();
        }
    }

    private static List<String> lines(ListFreezesResponse answer) {
        if (answer.getFreezesCount() == 0) {
            return List.of("No freezes.");
        }
        var lines = new ArrayList<>(EnvironmentText.freezes(answer.getFreezesList()));
        if (!answer.getNextPageToken().isEmpty()) {
            lines.add("More: --page-token " + answer.getNextPageToken());
        }
        return lines;
    }
}
