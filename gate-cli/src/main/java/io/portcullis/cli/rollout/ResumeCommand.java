package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
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
            return Steering.steer(
                    gate,
                    rollout,
                    printer,
                    (to, name) ->
                            to.rollouts()
                                    .resumeRollout(
                                            ResumeRolloutRequest.newBuilder()
                                                    .setName(name)
                                                    .setPerson(person.person())
                                                    .setReason(reason)
                                                    .build()),
                    ResumeRolloutResponse::getRollout);
        }
    }
}
