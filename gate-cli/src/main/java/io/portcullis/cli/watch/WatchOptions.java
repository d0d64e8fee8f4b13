package io.portcullis.cli.watch;

import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Decisions;
import io.portcullis.v1.RolloutState;
import java.io.Console;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a rollout is watched. */
public final class WatchOptions {
    @Option(names = "--plain", description = "Print lines, even in a terminal.")
    private boolean plain;

    @Option(
            names = "--after",
            paramLabel = "SEQUENCE",
            description = "Show only events after this sequence number.")
    private long after;

    /** Watches to the end and gives the exit code that says how it ended. */
    public int run(GateConnection gate, String name, Printer printer, CommandLine command) {
        RolloutState end = new Watch(gate, name, view(printer, command), after).toEnd();
        return Decisions.exitCode(end).number();
    }

    private WatchView view(Printer printer, CommandLine command) {
        if (printer.isJson()) {
            return new JsonView(command.getOut(), command.getErr());
        }
        return plain || !isTerminal()
                ? new PlainView(command.getOut())
                : new LiveView(command.getOut());
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }
}
