package io.portcullis.cli;

import io.portcullis.cli.agent.AgentCommand;
import io.portcullis.cli.config.ConfigCommand;
import io.portcullis.cli.demo.DemoCommand;
import io.portcullis.cli.drill.DrillCommand;
import io.portcullis.cli.environment.EnvironmentCommand;
import io.portcullis.cli.environment.FreezeCommand;
import io.portcullis.cli.incident.IncidentCommand;
import io.portcullis.cli.packs.PacksCommand;
import io.portcullis.cli.plan.PlanCommand;
import io.portcullis.cli.replay.ReplayHistoryCommand;
import io.portcullis.cli.rollout.RolloutCommand;
import picocli.CommandLine.Command;

/** The root of all commands. A new command is added to its list. */
@Command(
        name = "gate",
        description =
                "Portcullis: decides whether a rollout may go on, and brings it back when it may not.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PlanCommand.class,
            RolloutCommand.class,
            ReplayHistoryCommand.class,
            IncidentCommand.class,
            EnvironmentCommand.class,
            FreezeCommand.class,
            AgentCommand.class,
            PacksCommand.class,
            ConfigCommand.class,
            DrillCommand.class,
            DemoCommand.class,
            CompletionCommand.class,
            VersionCommand.class
        })
final class GateCommand extends CommandGroup {}
