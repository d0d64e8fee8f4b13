package io.portcullis.cli;

import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Entry point of the command line. */
public final class Gate {
    private Gate() {}

    /** Runs one command and ends the process with its code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, ready to run; tests give it other writers. */
    public static CommandLine commandLine() {
        return new CommandLine(new GateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Gate::explain);
    }

    private static int explain(Exception error, CommandLine command, ParseResult parsed)
            throws Exception {
        PrintWriter errors = command.getErr();
        return switch (error) {
            case StatusRuntimeException e -> {
                errors.println(ErrorText.of(e));
                yield ErrorText.exitCode(e).number();
            }
            case CommandFailure e -> {
                errors.println(e.getMessage());
                yield e.exitCode().number();
            }
            case InterruptedException _ -> {
                errors.println("Interrupted.");
                yield ExitCode.FAILED.number();
            }
            default -> throw error;
        };
    }
}
