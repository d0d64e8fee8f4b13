package io.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

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

    private int run(String... arguments) {
        return Gate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
