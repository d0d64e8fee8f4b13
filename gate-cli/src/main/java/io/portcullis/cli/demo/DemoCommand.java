package io.portcullis.cli.demo;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.InterruptAtExit;
import io.portcullis.cli.drill.DrillReport;
import io.portcullis.cli.drill.DrillRun;
import io.portcullis.cli.drill.HookSecretFile;
import io.portcullis.cli.drill.ServerConfigurationText;
import io.portcullis.cli.drill.evidence.RelaySink;
import io.portcullis.cli.drill.platform.StandInPlatform;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.cli.drill.standin.StandIns;
import io.portcullis.v1.ExportFormat;
import io.portcullis.v1.ExportIncidentRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Shows the whole thing on a fresh machine: starts a server with its embedded store in a temporary folder, plays an incident against
 * it in compressed time, prints what was recorded, and leaves nothing behind.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Start a server, play livekit-2023-11-02 against it, show the incident, and leave nothing behind.")
public final class DemoCommand implements Callable<Integer> {
    private static final String SCENARIO = "livekit-2023-11-02";
    private static final String LAUNCHER = "GATE_LAUNCHER";

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Seed of the world. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Scenario scenario = ScenarioFiles.read(SCENARIO, Map.of());
        try (InterruptAtExit _ = InterruptAtExit.ofThisThread();
                DemoFolder folder = DemoFolder.make()) {
            Path secretFile = folder.resolve("hook-secret");
            byte[] secret = HookSecretFile.readOrMake(secretFile);
            int code;
            try (StandInPlatform platform = StandInPlatform.start(0, secret, Clock.systemUTC());
                    StandIns standIns = StandIns.start(scenario.around(), 0)) {
                ServerConfigurationText configuration =
                        new ServerConfigurationText(
                                scenario,
                                "hook",
                                platform.url(),
                                secretFile,
                                Map.of(),
                                Map.of(),
                                standIns.ports());
                folder.write("gate.yml", configuration(configuration, folder));
                out.println("Starting a server in " + folder.resolve("") + " (gone afterwards)");
                out.flush();
                code = play(scenario, platform, standIns, folder, out);
            }
            out.println(next());
            out.flush();
            return code;
        }
    }

    private int play(
            Scenario scenario,
            StandInPlatform platform,
            StandIns standIns,
            DemoFolder folder,
            PrintWriter out)
            throws InterruptedException {
        List<String> command =
                List.of(launcher(), "server", "--config", folder.resolve("gate.yml").toString());
        try (DemoServer server =
                        DemoServer.start(
                                command, folder.resolve("state"), folder.resolve("server.log"));
                GateConnection gate = server.connect()) {
            DrillResult result =
                    new DrillRun(scenario, seed, out)
                            .play(
                                    gate,
                                    platform,
                                    standIns,
                                    (to, _, clock) ->
                                            new RelaySink(
                                                    to.channel(),
                                                    scenario.world().service(),
                                                    clock));
            out.println(DrillReport.text(result));
            incident(result).ifPresent(name -> out.println(export(gate, name)));
            return (result.passed() ? ExitCode.OK : ExitCode.FAILED).number();
        }
    }

    private static Optional<String> incident(DrillResult result) {
        return result.acts().getLast().record().incident().map(incident -> incident.getName());
    }

    private static String export(GateConnection gate, String name) {
        ExportIncidentRequest request =
                ExportIncidentRequest.newBuilder()
                        .setName(name)
                        .setFormat(ExportFormat.EXPORT_FORMAT_TEXT)
                        .build();
        return System.lineSeparator() + gate.incidents().exportIncident(request).getContent();
    }

    private static String configuration(ServerConfigurationText configuration, DemoFolder folder) {
        return """
        portcullis:
          look: 100ms
          stateDirectory: %s
          server: {port: 0}
          management: {port: 0}
        """
                        .formatted(folder.resolve("state"))
                + configuration.text();
    }

    private static String launcher() {
        return Optional.ofNullable(System.getenv(LAUNCHER))
                .orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.WRONG_USAGE,
                                "The demo starts a server and does not know how. Run it as \"./gate demo\"."));
    }

    private static String next() {
        return """

        Nothing is left running. Where to look further:
          ./gate drill --list                      scenarios; write your own: docs/drills.md
          ./gate drill livekit-2023-11-02 --configuration > gate.yml
          ./gate server --config gate.yml          a server of your own, looks of 10 s
          ./gate drill livekit-2023-11-02          the same against it, in real time
          README.md                                your own service in OBSERVE mode\
        """;
    }
}
