package io.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.v1.PreviewPlanRequest;
import io.portcullis.v1.PreviewPlanResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanCommandTest {
    private static final String PLAN =
            """
            service: media-server
            release: {artifact: a, version: "1.5.2", configuration: c}
            plan:
              stages:
                - {name: pair, regions: [us-west, eu-central], canaryShare: 0.05, bake: 30m, holdLimit: 60m}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ScriptedGate gate = new ScriptedGate();
    private Path file = Path.of("");

    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("rollout.yaml"), PLAN);
    }

    @AfterEach
    void stop() {
        gate.close();
    }

    @ParameterizedTest(name = "decidable {0} ends with {1}")
    @CsvSource({"true, 0", "false, 10"})
    void endsAsThePlanIsDecidable(boolean decidable, int code) {
        gate.preview =
                PreviewPlanResponse.newBuilder()
                        .setDecidable(decidable)
                        .addNotes("rollouts/x is running")
                        .build();

        int ended = preview(file, gate.address());

        assertThat(ended).isEqualTo(code);
        assertThat(out.toString()).contains("Note: rollouts/x is running");
        assertThat(gate.asked)
                .singleElement()
                .isInstanceOfSatisfying(
                        PreviewPlanRequest.class,
                        request -> {
                            assertThat(request.getService()).isEqualTo("media-server");
                            assertThat(request.getRelease().getVersion()).isEqualTo("1.5.2");
                            assertThat(request.getPlan().getStages(0).getName()).isEqualTo("pair");
                        });
    }

    @Test
    void endsWithTwoWhenTheFileIsWrong() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), PLAN + "surprise: 1\n");

        assertThat(preview(wrong, gate.address())).isEqualTo(2);
        assertThat(preview(folder.resolve("none.yaml"), gate.address())).isEqualTo(2);
        assertThat(err.toString()).contains("surprise").contains("cannot be read");
        assertThat(gate.asked).isEmpty();
    }

    @Test
    void endsWithThreeWithoutAGate() {
        assertThat(preview(file, "localhost:1")).isEqualTo(3);
    }

    private int preview(Path plan, String server) {
        return Gate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("plan", "preview", "-f", plan.toString(), "--server", server);
    }
}
