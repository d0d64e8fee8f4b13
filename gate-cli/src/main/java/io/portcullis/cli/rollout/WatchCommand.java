package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.watch.WatchOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Watches a rollout until it has ended. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Watch a rollout live until it has ended: regions, links, evidence towards each threshold.",
            "Draws in a terminal, prints plain lines elsewhere, one JSON document a line with --output json.",
            "Ends with 0 when it succeeded, 20 when it was refused or rolled back, 3 when the gate is lost."
        })
final class WatchCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutArgument rollout = new RolloutArgument();
    @Mixin private final WatchOptions watch = new WatchOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            return watch.run(gate, rollout.name(gate), printer, spec.commandLine());
        }
    }
}
