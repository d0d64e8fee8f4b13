package io.portcullis.cli.drill;

import io.portcullis.cli.GateConnection;
import io.portcullis.cli.demo.DemoServer;
import io.portcullis.cli.drill.platform.StandInPlatform;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.standin.StandIns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Plays a scenario against the server's jar with a store of its own, in looks of 100 ms. */
final class RealServer {
    private static final Path SERVER = Path.of("../gate-server/target/gate-server.jar");

    /** What each run was like, for people. */
    static final Path REPORTS = Path.of("target/drills");

    private RealServer() {}

    /**
     * Plays it.
     *
     * @param name of the report it leaves
     * @param folder empty, for the server
     */
    static DrillResult play(Scenario scenario, String name, Path folder)
            throws IOException, InterruptedException {
        Path secretFile = folder.resolve("hook-secret");
        byte[] secret = HookSecretFile.readOrMake(secretFile);
        try (StandInPlatform platform = StandInPlatform.start(0, secret, Clock.systemUTC());
                StandIns standIns = StandIns.start(scenario.around(), 0)) {
            Path state = folder.resolve("state");
            Path configuration = folder.resolve("gate.yml");
            Files.writeString(
                    configuration,
                    "portcullis:\n  look: 100ms\n  stateDirectory: "
                            + state
                            + "\n  server: {port: 0}\n  management: {port: 0}\n"
                            + new ServerConfigurationText(
                                            scenario,
                                            "hook",
                                            platform.url(),
                                            secretFile,
                                            Map.of(),
                                            Map.of(),
                                            standIns.ports())
                                    .text());
            try (DemoServer server =
                            DemoServer.start(
                                    command(configuration), state, folder.resolve("server.log"));
                    GateConnection gate = server.connect()) {
                DrillResult result = play(scenario, gate, platform, standIns);
                Files.createDirectories(REPORTS);
                Files.writeString(REPORTS.resolve(name + ".txt"), DrillReport.text(result));
                Files.copy(
                        folder.resolve("server.log"),
                        REPORTS.resolve(name + ".log"),
                        StandardCopyOption.REPLACE_EXISTING);
                return result;
            }
        }
    }

    private static DrillResult play(
            Scenario scenario, GateConnection gate, StandInPlatform platform, StandIns standIns)
            throws InterruptedException {
        return new DrillRun(scenario, 1, new PrintWriter(new StringWriter()))
                .play(
                        gate,
                        platform,
                        standIns,
                        (to, _, clock) -> EvidenceWays.pushed(to, scenario.world(), clock));
    }

    static List<String> command(Path configuration) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                SERVER.toString(),
                "--config",
                configuration.toString());
    }
}
