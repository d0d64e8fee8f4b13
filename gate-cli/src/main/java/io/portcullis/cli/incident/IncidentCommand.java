package io.portcullis.cli.incident;

import io.portcullis.cli.CommandGroup;
import picocli.CommandLine.Command;

/** The group of commands about incidents. */
@Command(
        name = "incident",
        description = "Read the incidents the gate recorded.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListCommand.class, ShowCommand.class, ExportCommand.class})
public final class IncidentCommand extends CommandGroup {}
