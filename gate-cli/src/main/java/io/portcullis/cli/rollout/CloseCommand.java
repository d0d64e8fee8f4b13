package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.v1.CloseRollbackRequest;
import io.portcullis.v1.CloseRollbackResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a rollback that was ineffective: a person takes the word that it is over. */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        description = "End a rollback that was ineffective, after people have seen to it.")
final class CloseCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutArgument rollout = new RolloutArgument();
    @Mixin private final PersonOption person = new PersonOption();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "What was seen and done, for the audit trail.")
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
                                    .closeRollback(
                                            CloseRollbackRequest.newBuilder()
                                                    .setName(name)
                                                    .setPerson(person.person())
                                                    .setReason(reason)
                                                    .build()),
                    CloseRollbackResponse::getRollout);
        }
    }
}
