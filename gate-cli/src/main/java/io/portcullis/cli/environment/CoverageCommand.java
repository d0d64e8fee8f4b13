package io.portcullis.cli.environment;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.v1.GetCoverageRequest;
import io.portcullis.v1.GetCoverageResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which links synthetic traffic covers. */
@Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = {
            "Show which links of a service agents cover with synthetic traffic, and why not others.",
            "With a new version and its shares, say what that does for a stage, too."
        },
        footer = {
            "",
            "Example:",
            "  gate environment coverage media-server",
            "  gate environment coverage media-server --new-version 2.0 --canary-share eu-west=0.05"
        })
final class CoverageCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();

    @Parameters(paramLabel = "SERVICE", description = "The service whose links are wanted.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private String service;

    @ArgGroup(exclusive = false, heading = "For a stage:%n")
    private StageOptions stage = new StageOptions();

    /** The stage it is asked of. */
    static final class StageOptions {
        @Option(
                names = "--new-version",
                required = true,
                paramLabel = "VERSION",
                description = "The version the stage brings.")
        private String newVersion = "";

        @Option(
                names = "--canary-share",
                required = true,
                paramLabel = "REGION=RATIO",
                description = "Share of that version in a region, 0 to 1; may be repeated.")
        private Map<String, Double> shares = new TreeMap<>();
    }

    @Override
    public Integer call() {
        var request =
                GetCoverageRequest.newBuilder()
                        .setService(service)
                        .setNewVersion(stage.newVersion)
                        .putAllCanaryShares(stage.shares)
                        .build();
        try (GateConnection gate = connection.connect()) {
            GetCoverageResponse answer = gate.probes().getCoverage(request);
            printer.print(answer, () -> CoverageText.lines(service, answer));
            return ExitCode.OK.number();
        }
    }
}
