package io.portcullis.cli.environment;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.v1.WatchEnvironmentRequest;
import io.portcullis.v1.WatchEnvironmentResponse;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Watches standing health until it is interrupted. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Print the world now, and again whenever it changes, until interrupted.",
            "One JSON document a line with --output json. Ends with 3 when the gate is lost."
        })
final class WatchCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final Scope scope = new Scope();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (GateConnection gate = connection.connect()) {
            Iterator<WatchEnvironmentResponse> updates =
                    gate.watchingEnvironment()
                            .watchEnvironment(
                                    WatchEnvironmentRequest.newBuilder()
                                            .setService(scope.service)
                                            .setNotFitOnly(scope.notFitOnly)
                                            .build());
            while (updates.hasNext()) {
                show(updates.next(), out);
            }
            return ExitCode.OK.number();
        }
    }

    private void show(WatchEnvironmentResponse update, PrintWriter out) {
        if (printer.isJson()) {
            out.println(Printer.jsonLine(update.getEnvironment()));
        } else {
            EnvironmentText.lines(update.getEnvironment(), scope.service).forEach(out::println);
            out.println();
        }
        out.flush();
    }
}
