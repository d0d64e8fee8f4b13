package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Rollouts;
import io.portcullis.v1.ResumeRolloutRequest;
import io.portcullis.v1.ResumeRolloutResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Go on with a paused rollout. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Go on with a paused rollout.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutArgument rollout = new RolloutArgument();
    @Mixin private final PersonOption person = new PersonOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit trail.")
    private String reason = "";

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            ResumeRolloutResponse answer =
                    gate.rollouts()
                            .resumeRollout(
                                    ResumeRolloutRequest.newBuilder()
                                            .setName(rollout.name(gate))
                                            .setPerson(person.person())
                                            .setReason(reason)
                                            .build());
            printer.print(answer, () -> Rollouts.lines(answer.getRollout()));
            return ExitCode.OK.number();
        }
    }
}
