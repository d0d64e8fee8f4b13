package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Decisions;
import io.portcullis.v1.DecideRequest;
import io.portcullis.v1.DecideResponse;
import io.portcullis.v1.Decision;
import io.portcullis.v1.GetRolloutRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks whether a rollout may go on. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = {
            "Ask whether the rollout may go on from a stage.",
            "Ends with 0 for PROCEED, 10 for HOLD, 20 for ABORT, 3 when the gate cannot be reached."
        })
final class DecideCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutArgument rollout = new RolloutArgument();

    @Option(
            names = "--stage",
            paramLabel = "N",
            description =
                    "The stage asked about; 0 asks whether stage 1 may open. Default: the one the last decision is about.")
    private @Nullable Integer stage;

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            String name = rollout.name(gate);
            DecideResponse answer =
                    gate.rollouts()
                            .decide(
                                    DecideRequest.newBuilder()
                                            .setName(name)
                                            .setStage(stage == null ? current(gate, name) : stage)
                                            .build());
            printer.print(answer, () -> lines(answer.getDecision(), name));
            return Decisions.exitCode(answer.getDecision()).number();
        }
    }

    private static List<String> lines(Decision decision, String name) {
        var lines = new ArrayList<>(Decisions.lines(decision));
        if (Decisions.isExplained(decision)) {
            lines.add("Explain it: gate rollout explain " + name);
        }
        return lines;
    }

    private static int current(GateConnection gate, String name) {
        return gate.rollouts()
                .getRollout(GetRolloutRequest.newBuilder().setName(name).build())
                .getRollout()
                .getDecision()
                .getStage();
    }
}
