package io.portcullis.cli.environment;

import io.portcullis.cli.CommandGroup;
import picocli.CommandLine.Command;

/** The group of commands about freezes. */
@Command(
        name = "freeze",
        description = "Times in which no rollout may start or widen; rollbacks always may.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {StartFreezeCommand.class, EndFreezeCommand.class, ListFreezesCommand.class})
public final class FreezeCommand extends CommandGroup {}
