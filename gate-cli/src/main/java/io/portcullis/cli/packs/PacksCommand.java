package io.portcullis.cli.packs;

import io.portcullis.cli.CommandGroup;
import picocli.CommandLine.Command;

/** The group of commands about signal packs. */
@Command(
        name = "packs",
        description = "What kinds of software tell of themselves, and how the gate reads it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListCommand.class, ShowCommand.class})
public final class PacksCommand extends CommandGroup {}
