package io.portcullis.cli.environment;

import io.portcullis.cli.CommandGroup;
import picocli.CommandLine.Command;

/** The group of commands about the world around the releases. */
@Command(
        name = "environment",
        description = "See what is watched of the world, with or without a rollout.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ShowCommand.class, CoverageCommand.class, WatchCommand.class})
public final class EnvironmentCommand extends CommandGroup {}
