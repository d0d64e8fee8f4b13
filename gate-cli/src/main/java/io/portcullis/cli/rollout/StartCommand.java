package io.portcullis.cli.rollout;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.file.RolloutFileOption;
import io.portcullis.cli.text.Decisions;
import io.portcullis.cli.text.Previews;
import io.portcullis.cli.text.Previews.Detail;
import io.portcullis.cli.text.Rollouts;
import io.portcullis.cli.watch.WatchOptions;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.StartRolloutRequest;
import io.portcullis.v1.StartRolloutResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a rollout from a file. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = {
            "Start a rollout from a file, or say everything that stands against it.",
            "Ends with 0 when started, 20 when refused, 2 when the file is wrong; with --wait as \"watch\" does."
        })
final class StartCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutFileOption file = new RolloutFileOption();
    @Mixin private final WatchOptions watch = new WatchOptions();

    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description = "Makes the start idempotent: the same id and file give the same rollout.")
    private String requestId = "";

    @Option(
            names = "--validate-only",
            description = "Say what would happen and what each stage can decide; start nothing.")
    private boolean validateOnly;

    @Option(names = "--wait", description = "Watch the rollout until it has ended.")
    private boolean wait;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        StartRolloutRequest request =
                file.read().toBuilder()
                        .setRequestId(requestId)
                        .setValidateOnly(validateOnly)
                        .build();
        try (GateConnection gate = connection.connect()) {
            StartRolloutResponse answer = gate.rollouts().startRollout(request);
            printer.print(answer, () -> lines(answer));
            if (answer.getRollout().getState() == RolloutState.ROLLOUT_STATE_REFUSED
                    || answer.getAdmission().getRefusalsCount() > 0) {
                return ExitCode.ABORT.number();
            }
            return wait && !validateOnly
                    ? watch.run(gate, answer.getRollout().getName(), printer, spec.commandLine())
                    : ExitCode.OK.number();
        }
    }

    private List<String> lines(StartRolloutResponse answer) {
        var lines = new ArrayList<>(Rollouts.lines(answer.getRollout()));
        if (validateOnly && answer.getRollout().getRefusalsCount() == 0) {
            lines.addAll(Decisions.reasons(answer.getAdmission().getRefusalsList()));
        }
        answer.getAdmission().getNotesList().forEach(note -> lines.add("Note: " + note));
        Detail detail = validateOnly ? Detail.WORST : Detail.SUMMARY;
        answer.getAdmission()
                .getStagesList()
                .forEach(stage -> lines.addAll(Previews.lines(stage, detail)));
        if (!validateOnly && answer.getRollout().getState() != RolloutState.ROLLOUT_STATE_REFUSED) {
            lines.add("Watch it: gate rollout watch " + answer.getRollout().getName());
        }
        return lines;
    }
}
