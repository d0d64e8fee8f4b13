package io.portcullis.cli.config;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Table;
import io.portcullis.v1.ConfigurationKey;
import io.portcullis.v1.ListConfigurationKeysRequest;
import io.portcullis.v1.ListConfigurationKeysResponse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the configuration keys the server understands. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "List every configuration key the server understands, with its default.")
final class KeysCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();

    @Parameters(
            paramLabel = "PREFIX",
            arity = "0..1",
            defaultValue = "",
            description = "Only keys that begin with this, such as portcullis.store.")
    private String prefix = "";

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            ListConfigurationKeysResponse answer =
                    gate.server()
                            .listConfigurationKeys(
                                    ListConfigurationKeysRequest.newBuilder()
                                            .setPrefix(prefix)
                                            .build());
            printer.print(answer, () -> lines(answer));
            return ExitCode.OK.number();
        }
    }

    private static List<String> lines(ListConfigurationKeysResponse answer) {
        var table = new Table("KEY", "TYPE", "DEFAULT", "MEANING");
        for (ConfigurationKey key : answer.getKeysList()) {
            table.row(key.getKey(), key.getType(), key.getDefaultValue(), key.getDescription());
        }
        return table.isEmpty() ? List.of("No key begins so.") : table.lines();
    }
}
