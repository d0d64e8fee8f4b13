package io.portcullis.cli.packs;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Table;
import io.portcullis.v1.ListPacksRequest;
import io.portcullis.v1.ListPacksResponse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the signal packs of the server. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the signal packs of the server.")
final class ListCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            ListPacksResponse answer =
                    gate.packs().listPacks(ListPacksRequest.getDefaultInstance());
            printer.print(answer, () -> lines(answer));
            return ExitCode.OK.number();
        }
    }

    private static List<String> lines(ListPacksResponse answer) {
        var table = new Table("PACK", "SIGNALS", "HEALTH RULES", "OF");
        answer.getPacksList()
                .forEach(pack ->
                        table.row(
                                pack.getPack(),
                                Integer.toString(pack.getSignalCount()),
                                Integer.toString(pack.getHealthRuleCount()),
                                pack.getTitle()));
        return table.lines();
    }
}
