package io.portcullis.cli.rollout;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.file.RolloutText;
import io.portcullis.cli.file.YamlText;
import io.portcullis.cli.text.Admissions;
import io.portcullis.cli.text.Decisions;
import io.portcullis.cli.text.Rollouts;
import io.portcullis.cli.watch.WatchOptions;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.StartRolloutRequest;
import io.portcullis.v1.StartRolloutResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final long FILE_BYTES_MAX = 1_000_000;

    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final WatchOptions watch = new WatchOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "Rollout file (YAML): release, what runs before it, plan.")
    private Path file = Path.of("rollout.yaml");

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
                YamlText.read(file.toString(), text(), RolloutText.class).toRequest().toBuilder()
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
        lines.addAll(Admissions.lines(answer.getAdmission()));
        if (!validateOnly && answer.getRollout().getState() != RolloutState.ROLLOUT_STATE_REFUSED) {
            lines.add("Watch it: gate rollout watch " + answer.getRollout().getName());
        }
        return lines;
    }

    private String text() {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new CommandFailure(
                        ExitCode.WRONG_USAGE,
                        file
                                + " has "
                                + Files.size(file)
                                + " bytes; a rollout file has at most "
                                + FILE_BYTES_MAX
                                + ".");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "The rollout file " + file + " cannot be read; give another with -f.",
                    e);
        }
    }
}
