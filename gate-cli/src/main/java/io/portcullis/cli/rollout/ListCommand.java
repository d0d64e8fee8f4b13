package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.PagingOptions;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Names;
import io.portcullis.cli.text.Numbers;
import io.portcullis.cli.text.Table;
import io.portcullis.v1.ListRolloutsRequest;
import io.portcullis.v1.ListRolloutsResponse;
import io.portcullis.v1.Rollout;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists rollouts, the newest first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List rollouts, the newest first.")
final class ListCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final PagingOptions paging = new PagingOptions();

    @Option(names = "--service", paramLabel = "NAME", description = "Only of this service.")
    private String service = "";

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            ListRolloutsResponse answer =
                    gate.rollouts()
                            .listRollouts(
                                    ListRolloutsRequest.newBuilder()
                                            .setService(service)
                                            .setPageSize(paging.size())
                                            .setPageToken(paging.token())
                                            .build());
            printer.print(answer, () -> lines(answer));
            return ExitCode.OK.number();
        }
    }

    private static List<String> lines(ListRolloutsResponse answer) {
        var table = new Table("ROLLOUT", "SERVICE", "VERSION", "STATE", "STAGE", "STARTED");
        for (Rollout rollout : answer.getRolloutsList()) {
            table.row(
                    rollout.getName(),
                    rollout.getService(),
                    rollout.getRelease().getVersion(),
                    Names.of(rollout.getState()),
                    String.valueOf(rollout.getStage()),
                    Numbers.time(rollout.getCreateTime()));
        }
        if (table.isEmpty()) {
            return List.of("No rollouts. Start one with: gate rollout start -f rollout.yaml");
        }
        return PagingOptions.lines(table.lines(), answer.getNextPageToken());
    }
}
