package io.portcullis.cli.rollout;

import io.portcullis.cli.CommandGroup;
import picocli.CommandLine.Command;

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
public final class RolloutCommand extends CommandGroup {}
