package io.portcullis.cli.config;

import io.portcullis.cli.CommandGroup;
import picocli.CommandLine.Command;

/** The group of commands about the server's configuration. */
@Command(
        name = "config",
        description = "What the server can be told.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {KeysCommand.class})
public final class ConfigCommand extends CommandGroup {}
