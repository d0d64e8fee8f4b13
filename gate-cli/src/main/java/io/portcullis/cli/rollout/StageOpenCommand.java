package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.v1.ReportStageOpenRequest;
import io.portcullis.v1.ReportStageOpenResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The pipeline says that it has opened a stage. */
@Command(
        name = "stage-open",
        mixinStandardHelpOptions = true,
        description =
                "Report that a stage is open, after \"decide\" said PROCEED for the one before.")
final class StageOpenCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutArgument rollout = new RolloutArgument();
    @Mixin private final PersonOption person = new PersonOption();

    @Parameters(paramLabel = "STAGE", description = "Number of the stage; 1 is the first.")
    private int stage;

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            return Steering.steer(
                    gate,
                    rollout,
                    printer,
                    (to, name) ->
                            to.rollouts()
                                    .reportStageOpen(
                                            ReportStageOpenRequest.newBuilder()
                                                    .setName(name)
                                                    .setStage(stage)
                                                    .setReporter(person.person())
                                                    .build()),
                    ReportStageOpenResponse::getRollout);
        }
    }
}
