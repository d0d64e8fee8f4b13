package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Rollouts;
import io.portcullis.v1.PauseRolloutRequest;
import io.portcullis.v1.PauseRolloutResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Touch nothing further until somebody resumes; watching goes on. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Touch nothing further until somebody resumes; watching goes on.")
final class PauseCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutArgument rollout = new RolloutArgument();
    @Mixin private final PersonOption person = new PersonOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit trail.")
    private String reason = "";

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            PauseRolloutResponse answer =
                    gate.rollouts()
                            .pauseRollout(
                                    PauseRolloutRequest.newBuilder()
                                            .setName(rollout.name(gate))
                                            .setPerson(person.person())
                                            .setReason(reason)
                                            .build());
            printer.print(answer, () -> Rollouts.lines(answer.getRollout()));
            return ExitCode.OK.number();
        }
    }
}
