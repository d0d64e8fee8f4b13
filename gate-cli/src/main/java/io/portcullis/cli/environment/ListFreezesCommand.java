package io.portcullis.cli.environment;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.PagingOptions;
import io.portcullis.cli.Printer;
import io.portcullis.v1.ListFreezesRequest;
import io.portcullis.v1.ListFreezesResponse;
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
    @Mixin private final PagingOptions paging = new PagingOptions();

    @Option(names = "--in-force", description = "Only those in force.")
    private boolean inForce;

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            ListFreezesResponse answer =
                    gate.freezes()
                            .listFreezes(
                                    ListFreezesRequest.newBuilder()
                                            .setInForceOnly(inForce)
                                            .setPageSize(paging.size())
                                            .setPageToken(paging.token())
                                            .build());
            printer.print(answer, () -> lines(answer));
            return ExitCode.OK.number();
        }
    }

    private static List<String> lines(ListFreezesResponse answer) {
        if (answer.getFreezesCount() == 0) {
            return List.of("No freezes.");
        }
        return PagingOptions.lines(
                EnvironmentText.freezes(answer.getFreezesList()), answer.getNextPageToken());
    }
}
