package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Previews;
import io.portcullis.cli.text.Previews.Detail;
import io.portcullis.cli.text.Rollouts;
import io.portcullis.cli.watch.LookLines;
import io.portcullis.v1.GetRolloutRequest;
import io.portcullis.v1.GetRolloutResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one rollout. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Show a rollout: state, decision, last look, rollback.")
final class GetCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutArgument rollout = new RolloutArgument();

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            GetRolloutResponse answer =
                    gate.rollouts()
                            .getRollout(
                                    GetRolloutRequest.newBuilder()
                                            .setName(rollout.name(gate))
                                            .build());
            printer.print(answer, () -> lines(answer));
            return ExitCode.OK.number();
        }
    }

    private static List<String> lines(GetRolloutResponse answer) {
        var lines = new ArrayList<>(Rollouts.lines(answer.getRollout()));
        if (answer.hasPreview()) {
            lines.add("");
            lines.addAll(Previews.lines(answer.getPreview(), Detail.SUMMARY));
        }
        if (answer.hasLook()) {
            lines.add("");
            lines.addAll(LookLines.of(answer.getRollout(), answer.getLook()));
        }
        return lines;
    }
}
