package io.portcullis.cli.agent;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.InterruptAtExit;
import io.portcullis.probe.run.Prober;
import io.portcullis.v1.ProbedServer;
import io.portcullis.v1.VantagePoint;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Probes from this machine until it is interrupted. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        description = {
            "Probe from this machine what the gate is configured to, and report, until interrupted.",
            "While the gate is away it goes on probing, and reports when the gate is back."
        })
public final class AgentCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--vantage",
            required = true,
            paramLabel = "NAME",
            description = "Name of this vantage point, unlike that of any other.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private String vantage;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The region it is in. Default: none.")
    private String region = "";

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description =
                    "Its provider or network; vantage points of one network count once. Default: the"
                            + " vantage point's name.")
    private String network = "";

    @Option(
            names = "--allow-command",
            paramLabel = "PROGRAM",
            description =
                    "Absolute path of a program that COMMAND probes may run here; may be repeated."
                            + " Others are not run.")
    private List<Path> allowed = List.of();

    @ArgGroup(
            exclusive = false,
            heading = "For synthetic coverage of links, the server it stands beside:%n")
    private @Nullable ServerOptions server;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    /** The server it stands beside. */
    static final class ServerOptions {
        @Option(
                names = "--service",
                required = true,
                paramLabel = "NAME",
                description = "Service of that server.")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private String service;

        @Option(
                names = "--server-version",
                required = true,
                paramLabel = "VERSION",
                description = "Version it runs; the gate derives the arm.")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private String version;

        @Option(
                names = "--endpoint",
                required = true,
                paramLabel = "TEXT",
                description = "How agents elsewhere reach it; stands for {endpoint} in probes.")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private String endpoint;

        @Option(names = "--artifact", paramLabel = "DIGEST", description = "Its artifact.")
        private String artifact = "";

        @Option(
                names = "--configuration",
                paramLabel = "DIGEST",
                description = "Its configuration.")
        private String configuration = "";
    }

    @Override
    public Integer call() {
        if (!region.isEmpty() || server == null) {
            return run();
        }
        throw new CommandFailure(
                ExitCode.WRONG_USAGE, "A server is in a region; give --region too.");
    }

    private int run() {
        var place =
                VantagePoint.newBuilder()
                        .setName(vantage)
                        .setRegion(region)
                        .setNetwork(network)
                        .build();
        var log = new AgentLog(spec.commandLine().getOut());
        try (InterruptAtExit _ = InterruptAtExit.ofThisThread();
                GateConnection gate = connection.connect();
                var prober = new Prober(InstantSource.system())) {
            var line = new GateLine(gate, place, server == null ? null : wire(server));
            new Agent(line, new AllowedPrograms(Set.copyOf(allowed), prober::run), log).run();
        } catch (InterruptedException _) {
            log.stopped();
        }
        return ExitCode.OK.number();
    }

    private static ProbedServer wire(ServerOptions server) {
        return ProbedServer.newBuilder()
                .setService(server.service)
                .setVersion(server.version)
                .setArtifact(server.artifact)
                .setConfiguration(server.configuration)
                .setEndpoint(server.endpoint)
                .build();
    }
}
