package io.portcullis.cli.plan;

import io.portcullis.cli.CommandGroup;
import picocli.CommandLine.Command;

/** The group of commands about plans. */
@Command(
        name = "plan",
        description = "Look at a plan before it is started.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PreviewCommand.class})
public final class PlanCommand extends CommandGroup {}
