package io.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class GateTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void endsWithWrongUsageWithoutACommand() {
        int code = run();

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--help");
    }

    @Test
    void printsItsVersionWhenNoServerAnswers() {
        int code = run("version", "--server", "localhost:1");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("gate ").contains("server not found");
    }

    @Test
    void everyCommandExplainsItself() {
        var unexplained = new ArrayList<String>();
        collect(Gate.commandLine(), unexplained);

        assertThat(unexplained).isEmpty();
    }

    private static void collect(CommandLine command, List<String> unexplained) {
        for (CommandLine sub : command.getSubcommands().values()) {
            if (!sub.getCommandSpec().optionsMap().containsKey("--help")) {
                unexplained.add(sub.getCommandName());
            }
            collect(sub, unexplained);
        }
    }

    private int run(String... arguments) {
        return Gate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
