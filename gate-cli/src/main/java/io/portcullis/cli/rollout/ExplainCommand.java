package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Explanations;
import io.portcullis.v1.GetRolloutRequest;
import io.portcullis.v1.GetRolloutResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explains the evidence of a rollout on one page. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Explain the evidence of a rollout on one page: what is worse, where, by how much and how surely,",
            "a line to compute again by hand, and how much evidence undecided streams still need.",
            "After an abort it is the evidence that aborted."
        },
        footer = {"", "Example:", "  gate rollout explain media-server"})
final class ExplainCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutArgument rollout = new RolloutArgument();

    @Option(names = "--all", description = "Show every stream, not only those with most evidence.")
    private boolean all;

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            GetRolloutResponse answer =
                    gate.rollouts()
                            .getRollout(
                                    GetRolloutRequest.newBuilder()
                                            .setName(rollout.name(gate))
                                            .build());
            printer.print(answer, () -> Explanations.lines(answer, all));
            return ExitCode.OK.number();
        }
    }
}
