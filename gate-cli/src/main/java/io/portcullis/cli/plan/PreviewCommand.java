package io.portcullis.cli.plan;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.file.RolloutFileOption;
import io.portcullis.cli.text.Previews;
import io.portcullis.cli.text.Previews.Detail;
import io.portcullis.v1.PreviewPlanRequest;
import io.portcullis.v1.PreviewPlanResponse;
import io.portcullis.v1.StartRolloutRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a plan would be able to decide. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = {
            "Say what every stream of a plan will be able to exclude by the end of each bake,",
            "judged from the hour before now, and what would decide what it cannot.",
            "Starts, stores and touches nothing; another rollout may be running.",
            "Ends with 0 when a healthy release is expected to pass every stage within its bake,",
            "10 when something is undecidable, 2 when the file is wrong, 3 without a gate."
        },
        footer = {
            "",
            "Example:",
            "  gate plan preview -f rollout.yaml",
            "  gate plan preview -f rollout.yaml --all | grep eu-west"
        })
final class PreviewCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutFileOption file = new RolloutFileOption();

    @Option(names = "--all", description = "Show every stream, not only those that take longest.")
    private boolean all;

    @Override
    public Integer call() {
        StartRolloutRequest start = file.read();
        var request =
                PreviewPlanRequest.newBuilder()
                        .setService(start.getService())
                        .setRelease(start.getRelease())
                        .setPlan(start.getPlan())
                        .build();
        try (GateConnection gate = connection.connect()) {
            PreviewPlanResponse answer = gate.rollouts().previewPlan(request);
            printer.print(answer, () -> lines(answer));
            return (answer.getDecidable() ? ExitCode.OK : ExitCode.HOLD).number();
        }
    }

    private List<String> lines(PreviewPlanResponse answer) {
        var lines = new ArrayList<String>();
        answer.getNotesList().forEach(note -> lines.add("Note: " + note));
        answer.getStagesList()
                .forEach(stage ->
                        lines.addAll(Previews.lines(stage, all ? Detail.ALL : Detail.WORST)));
        return lines;
    }
}
