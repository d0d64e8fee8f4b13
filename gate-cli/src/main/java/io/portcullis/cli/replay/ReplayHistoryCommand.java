package io.portcullis.cli.replay;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.file.RolloutFileOption;
import io.portcullis.v1.HealthyHistory;
import io.portcullis.v1.ReplayHistoryRequest;
import io.portcullis.v1.ReplayHistoryResponse;
import io.portcullis.v1.ReplayReport;
import io.portcullis.v1.ReplayServiceGrpc;
import io.portcullis.v1.StartRolloutRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays the gate over past intervals of the user's own metrics. */
@Command(
        name = "replay-history",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Play the gate over past intervals of your own metrics.",
            "The server reads them from its Prometheus endpoints. Over healthy time: how often it",
            "would have cried wolf, and what tolerance your servers need. Over bad deployments: when",
            "it would have said ABORT.",
            "Stores and touches nothing.",
            "Ends with 0 when shown, 2 when the request is wrong, 3 without a gate or metrics."
        },
        footer = {
            "",
            "Examples:",
            "  gate replay-history -f rollout.yaml --healthy 2026-07-01T00:00Z/2026-07-08T00:00Z",
            "  gate replay-history -f rollout.yaml --bad 2026-07-09T10:00Z/2026-07-09T11:30Z \\",
            "      --new 1.5.2 --old 1.5.1 --noticed 2026-07-09T10:35Z"
        })
public final class ReplayHistoryCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final RolloutFileOption file = new RolloutFileOption();

    @Option(
            names = "--healthy",
            paramLabel = "FROM/TO",
            converter = PastTime.OfStretch.class,
            description = "A time in which nothing was wrong, at most 31 days.")
    private PastTime.@Nullable Stretch healthy;

    @Option(
            names = "--intervals",
            paramLabel = "COUNT",
            description =
                    "Rollouts of nothing new to play in it, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int intervals = 300;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Chooses their canaries; the same gives the same. Default: 0.")
    private long seed;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<BadOption> bad = new ArrayList<>();

    @Option(
            names = "--validate-only",
            description = "Say what would be read and played; read nothing.")
    private boolean validateOnly;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        ReplayHistoryRequest request = request(file.read());
        try (GateConnection gate = connection.connect()) {
            // It takes as long as there is to read; Ctrl-C ends it on the server too.
            Iterator<ReplayHistoryResponse> updates =
                    ReplayServiceGrpc.newBlockingStub(gate.channel()).replayHistory(request);
            ReplayReport report = follow(updates);
            printer.print(report, () -> ReplayText.lines(report));
            return ExitCode.OK.number();
        }
    }

    private ReplayHistoryRequest request(StartRolloutRequest start) {
        if (healthy == null && bad.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Name a past time to play: --healthy FROM/TO or --bad FROM/TO.");
        }
        if (intervals < 1 || intervals > 1_000) {
            throw new ParameterException(
                    spec.commandLine(), "--intervals is " + intervals + "; must be 1 to 1000.");
        }
        var request =
                ReplayHistoryRequest.newBuilder()
                        .setService(start.getService())
                        .setPlan(start.getPlan())
                        .setValidateOnly(validateOnly);
        if (healthy != null) {
            request.setHealthy(
                    HealthyHistory.newBuilder()
                            .setFromTime(PastTime.wire(healthy.from()))
                            .setToTime(PastTime.wire(healthy.to()))
                            .setIntervals(intervals)
                            .setSeed(seed));
        }
        bad.forEach(one -> request.addBad(one.toWire(start)));
        return request.build();
    }

    private ReplayReport follow(Iterator<ReplayHistoryResponse> updates) {
        var line = new ProgressLine(spec.commandLine().getErr());
        try {
            while (updates.hasNext()) {
                ReplayHistoryResponse update = updates.next();
                switch (update.getUpdateCase()) {
                    case PROGRESS -> line.show(update.getProgress());
                    case REPORT -> {
                        return update.getReport();
                    }
                    case UPDATE_NOT_SET -> {
                        // A later server may tell more than this client knows.
                    }
                }
            }
        } finally {
            line.end();
        }
        throw new CommandFailure(
                ExitCode.FAILED, "The gate ended the replay without a report; try again.");
    }
}
