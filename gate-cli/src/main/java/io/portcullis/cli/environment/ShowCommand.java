package io.portcullis.cli.environment;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.v1.Environment;
import io.portcullis.v1.GetEnvironmentRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows standing health and the freezes in force. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show standing health with its reasons, open incidents and freezes in force.")
final class ShowCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final Scope scope = new Scope();

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            Environment environment =
                    gate.environment()
                            .getEnvironment(
                                    GetEnvironmentRequest.newBuilder()
                                            .setService(scope.service)
                                            .setNotFitOnly(scope.notFitOnly)
                                            .build())
                            .getEnvironment();
            printer.print(environment, () -> EnvironmentText.lines(environment, scope.service));
            return ExitCode.OK.number();
        }
    }
}
