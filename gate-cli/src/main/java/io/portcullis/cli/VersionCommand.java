package io.portcullis.cli;

import io.grpc.StatusRuntimeException;
import io.portcullis.v1.GetServerRequest;
import io.portcullis.v1.GetServerResponse;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the version of this program and, where one is found, of the server. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        description = "Print the version of this program and of the server, if it answers.")
final class VersionCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--output",
            description = "text or json",
            defaultValue = "text",
            paramLabel = "FORMAT")
    private OutputFormat output = OutputFormat.TEXT;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        Optional<String> server = server();
        PrintWriter out = spec.commandLine().getOut();
        if (output == OutputFormat.JSON) {
            out.printf(
                    "{\"client\":\"%s\",\"server\":%s}%n",
                    Versions.client(), server.map(v -> '"' + v + '"').orElse("null"));
        } else {
            out.println("gate " + Versions.client());
            out.println("server " + server.orElse("not found"));
        }
        return ExitCode.OK.number();
    }

    private Optional<String> server() {
        try (GateConnection gate = connection.connect()) {
            GetServerResponse answer =
                    gate.server().getServer(GetServerRequest.getDefaultInstance());
            return Optional.of(answer.getVersion());
        } catch (CommandFailure | StatusRuntimeException _) {
            return Optional.empty();
        }
    }
}
