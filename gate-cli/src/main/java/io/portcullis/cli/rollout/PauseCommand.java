package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
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
            return Steering.steer(
                    gate,
                    rollout,
                    printer,
                    (to, name) ->
                            to.rollouts()
                                    .pauseRollout(
                                            PauseRolloutRequest.newBuilder()
                                                    .setName(name)
                                                    .setPerson(person.person())
                                                    .setReason(reason)
                                                    .build()),
                    PauseRolloutResponse::getRollout);
        }
    }
}
