package io.portcullis.cli.drill;

import io.portcullis.cli.GateConnection;
import io.portcullis.cli.demo.DemoServer;
import io.portcullis.cli.drill.platform.StandInPlatform;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.reach.RegionAddresses;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.standin.StandIns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Plays a scenario against the server's jar with a store of its own. */
public final class RealServer {
    private static final Path SERVER = Path.of("../gate-server/target/gate-server.jar");

    private static final String HEAD =
            """
            portcullis:
              look: %s
              stateDirectory: %s
              server: {port: 0}
              management: {port: 0}
            """;

    /** What each run was like, for people. */
    static final Path REPORTS = Path.of("target/drills");

    private RealServer() {}

    /**
     * What surrounds a server and its drill.
     *
     * @param look of the server
     * @param urls of each region's Prometheus when the scenario is pulled; else empty
     * @param reach of each region when it is probed; else empty
     */
    record Around(
            String look,
            Map<String, URI> urls,
            Map<String, RegionAddresses> reach,
            DrillRun.EvidenceOpener opener) {}

    /**
     * Plays it in looks of 100 ms with what is pushed.
     *
     * @param name of the report and the log it leaves
     * @param folder empty, for the server
     */
    static DrillResult play(Scenario scenario, String name, Path folder)
            throws IOException, InterruptedException {
        return play(scenario, name, folder, "100ms");
    }

    /** The same with looks of another length. */
    static DrillResult play(Scenario scenario, String name, Path folder, String look)
            throws IOException, InterruptedException {
        return play(
                scenario,
                name,
                folder,
                new Around(
                        look,
                        Map.of(),
                        Map.of(),
                        (gate, _, clock) -> EvidenceWays.pushed(gate, scenario.world(), clock)));
    }

    /** Plays it likewise, with other things around. */
    static DrillResult play(Scenario scenario, String name, Path folder, Around around)
            throws IOException, InterruptedException {
        Path secretFile = folder.resolve("hook-secret");
        byte[] secret = HookSecretFile.readOrMake(secretFile);
        Files.createDirectories(REPORTS);
        try (StandInPlatform platform = StandInPlatform.start(0, secret, Clock.systemUTC());
                StandIns standIns = StandIns.start(scenario.around(), 0)) {
            Path state = folder.resolve("state");
            Path log = folder.resolve("server.log");
            Path configuration =
                    Files.writeString(
                            folder.resolve("gate.yml"),
                            HEAD.formatted(around.look(), state)
                                    + new ServerConfigurationText(
                                                    scenario,
                                                    "hook",
                                                    platform.url(),
                                                    secretFile,
                                                    around.urls(),
                                                    around.reach(),
                                                    standIns.ports())
                                            .text());
            try (DemoServer server = DemoServer.start(command(configuration), state, log);
                    GateConnection gate = server.connect()) {
                DrillResult result =
                        new DrillRun(scenario, 1, new PrintWriter(new StringWriter()))
                                .play(gate, platform, standIns, around.opener());
                Files.writeString(REPORTS.resolve(name + ".txt"), DrillReport.text(result));
                return result;
            } finally {
                keep(log, name);
            }
        }
    }

    private static void keep(Path log, String name) throws IOException {
        if (Files.exists(log)) {
            Files.copy(log, REPORTS.resolve(name + ".log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Starts the server's jar. */
    public static List<String> command(Path configuration) {
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
