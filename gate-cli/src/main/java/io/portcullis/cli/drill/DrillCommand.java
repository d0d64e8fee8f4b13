package io.portcullis.cli.drill;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.InterruptAtExit;
import io.portcullis.cli.OutputFormat;
import io.portcullis.cli.StateDirectory;
import io.portcullis.cli.drill.platform.StandInPlatform;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.reach.StandInRegions;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.cli.drill.standin.StandIns;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a scenario against a running server and says whether what was expected happened. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Play a recorded or written scenario against a running server, through its public API only.",
            "Scenario files are documented in docs/drills.md."
        })
public final class DrillCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "A bundled scenario's name, or a file.")
    private @Nullable String name;

    @Option(names = "--list", description = "List the bundled scenarios.")
    private boolean list;

    @Option(
            names = "--explain",
            description = "Say what the scenario plays and expects, and play nothing.")
    private boolean explain;

    @Option(
            names = "--configuration",
            description = "Print the server configuration it needs, and play nothing.")
    private boolean configuration;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description = "text or json. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.TEXT;

    @Mixin private final DrillOptions options = new DrillOptions();

    @Mixin private final ConnectionOptions connection = new ConnectionOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            for (String bundled : ScenarioFiles.BUNDLED) {
                out.printf("%-30s %s%n", bundled, ScenarioFiles.read(bundled, Map.of()).title());
            }
            return ExitCode.OK.number();
        }
        if (name == null) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "Name a scenario; \"gate drill --list\" shows the bundled ones.");
        }
        Scenario scenario = ScenarioFiles.read(name, options.changes());
        options.requireFit(scenario);
        if (explain) {
            out.println(ScenarioText.of(scenario));
            return ExitCode.OK.number();
        }
        Path secretFile = secretFile();
        if (configuration) {
            HookSecretFile.readOrMake(secretFile);
            out.print("portcullis:\n" + configurationText(scenario, secretFile).text());
            out.flush();
            return ExitCode.OK.number();
        }
        return play(scenario, secretFile, out);
    }

    private int play(Scenario scenario, Path secretFile, PrintWriter out)
            throws InterruptedException {
        PrintWriter news = output == OutputFormat.JSON ? spec.commandLine().getErr() : out;
        byte[] secret = HookSecretFile.readOrMake(secretFile);
        try (GateConnection gate = connection.connect();
                StandInPlatform platform =
                        StandInPlatform.start(options.platformPort, secret, Clock.systemUTC());
                StandIns standIns = StandIns.start(scenario.around(), options.standInPort);
                InterruptAtExit _ = InterruptAtExit.ofThisThread()) {
            DrillResult result =
                    new DrillRun(scenario, options.seed, news)
                            .play(
                                    gate,
                                    platform,
                                    standIns,
                                    new EvidenceWays(scenario.world(), options, news));
            out.println(
                    output == OutputFormat.JSON
                            ? DrillReport.json(result)
                            : DrillReport.text(result));
            return (result.passed() ? ExitCode.OK : ExitCode.FAILED).number();
        }
    }

    private Path secretFile() {
        return options.hookSecretFile == null
                ? StateDirectory.ofThisUser().resolve("drill-hook-secret")
                : options.hookSecretFile;
    }

    private ServerConfigurationText configurationText(Scenario scenario, Path secretFile) {
        Map<String, URI> urls = new TreeMap<>();
        if (options.evidence == EvidenceWay.PULL) {
            int port = options.prometheusPort;
            for (String region : scenario.world().regions()) {
                urls.put(region, URI.create("http://127.0.0.1:" + port));
                port++;
            }
        }
        URI hook = URI.create("http://127.0.0.1:" + options.platformPort + "/portcullis");
        return new ServerConfigurationText(
                scenario,
                "hook",
                hook,
                secretFile,
                urls,
                StandInRegions.planned(scenario.world().regions(), options.reachPort),
                StandIns.planned(scenario.around(), options.standInPort));
    }
}
