package io.portcullis.cli.rollout;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of commands about rollouts. */
@Command(
        name = "rollout",
        description = "Start, watch and end rollouts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StartCommand.class,
            StageOpenCommand.class,
            GetCommand.class,
            ListCommand.class,
            WatchCommand.class,
            DecideCommand.class,
            ExplainCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            AbortCommand.class,
            CloseCommand.class
        })
public final class RolloutCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command; --help lists them.");
    }
}
