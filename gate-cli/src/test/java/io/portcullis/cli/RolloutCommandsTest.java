package io.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.v1.AbortRolloutRequest;
import io.portcullis.v1.DecideRequest;
import io.portcullis.v1.Decision;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.Release;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutEvent;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.StartRolloutRequest;
import io.portcullis.v1.WatchRolloutRequest;
import io.portcullis.v1.WatchRolloutResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RolloutCommandsTest {
    private static final String ID = "0198c0de-0000-7000-8000-000000000001";
    private static final String FILE =
            """
            service: media-server
            release: {artifact: a, version: "1.5.2", configuration: c, changeClass: HOTFIX}
            running: {artifact: a, version: "1.5.1", configuration: c}
            plan:
              mode: ADVISE
              stages:
                - {name: pair, regions: [us-west, eu-central], canaryShare: 0.05, bake: 30m, holdLimit: 60m}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ScriptedGate gate = new ScriptedGate();

    @TempDir private Path folder;

    @BeforeEach
    void knowOneRollout() {
        gate.rollout = rollout(RolloutState.ROLLOUT_STATE_BAKING);
    }

    @AfterEach
    void stop() {
        gate.close();
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @CsvSource({"PROCEED, 0", "HOLD, 10", "ABORT, 20"})
    void decideEndsAsTheDecisionSays(String kind, int code) {
        gate.decision =
                Decision.newBuilder()
                        .setKind(DecisionKind.valueOf("DECISION_KIND_" + kind))
                        .setStage(1)
                        .addReasons(
                                Reason.newBuilder()
                                        .setType(ReasonType.REASON_TYPE_UNDECIDED)
                                        .setText("needs about 1,900 attempts"))
                        .build();

        int ended = run("rollout", "decide", ID, "--stage", "1");

        assertThat(ended).isEqualTo(code);
        assertThat(out.toString())
                .contains(kind + " (stage 1)")
                .contains("UNDECIDED: needs about 1,900 attempts");
        assertThat(gate.asked)
                .containsExactly(
                        DecideRequest.newBuilder().setName("rollouts/" + ID).setStage(1).build());
    }

    @Test
    void startSendsTheFileAndEndsWithTwentyWhenRefused() throws IOException {
        gate.rollout =
                rollout(RolloutState.ROLLOUT_STATE_REFUSED).toBuilder()
                        .addRefusals(
                                Reason.newBuilder()
                                        .setType(ReasonType.REASON_TYPE_MISSING_CONFIGURATION_KEY)
                                        .setText("rpc.relay.version is missing in eu-central"))
                        .build();

        int ended = run("rollout", "start", "-f", file(FILE), "--request-id", "r-1");

        assertThat(ended).isEqualTo(20);
        assertThat(out.toString())
                .contains("MISSING_CONFIGURATION_KEY: rpc.relay.version is missing in eu-central");
        assertThat(gate.asked.getFirst())
                .isInstanceOfSatisfying(
                        StartRolloutRequest.class,
                        request -> {
                            assertThat(request.getRequestId()).isEqualTo("r-1");
                            assertThat(request.getPlan().getStages(0).getCanaryShareRatio())
                                    .isEqualTo(0.05);
                        });
    }

    @Test
    void startAsksNothingWhenTheFileIsWrong() throws IOException {
        int ended = run("rollout", "start", "-f", file(FILE + "surprise: 1\n"));

        assertThat(ended).isEqualTo(2);
        assertThat(err.toString()).contains("surprise").contains("unknown field");
        assertThat(gate.asked).isEmpty();
    }

    @Test
    void findsTheNewestRolloutOfAServiceByItsName() {
        int ended = run("rollout", "abort", "media-server", "--reason", "drill", "--person", "ana");

        assertThat(ended).isZero();
        assertThat(gate.asked)
                .containsExactly(
                        AbortRolloutRequest.newBuilder()
                                .setName("rollouts/" + ID)
                                .setPerson("ana")
                                .setReason("drill")
                                .build());
    }

    @Test
    void abortWantsAReason() {
        assertThat(run("rollout", "abort", ID)).isEqualTo(2);
        assertThat(gate.asked).isEmpty();
    }

    @Test
    void saysWhatToDoWhenARolloutIsUnknown() {
        int ended = run("rollout", "get", "rollouts/0198c0de-0000-7000-8000-00000000ffff");

        assertThat(ended).isEqualTo(1);
        assertThat(err.toString()).contains("gate rollout list");
    }

    @Test
    void watchGoesOnAfterABreakWithTheLastSequence() {
        gate.streams.add(List.of(event(1, "ADMITTED"), event(2, "STAGE_OPENED")));
        gate.streams.add(List.of(event(3, "SUCCEEDED")));
        gate.rollout = rollout(RolloutState.ROLLOUT_STATE_SUCCEEDED);

        int ended = run("rollout", "watch", ID, "--plain");

        assertThat(ended).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("text of")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("STAGE_OPENED"));
        assertThat(gate.asked)
                .map(request -> ((WatchRolloutRequest) request).getAfterSequence())
                .containsExactly(0L, 2L);
    }

    @Test
    void endsWithThreeWhenTheGateCannotBeReached() {
        gate.close();

        assertThat(run("rollout", "list")).isEqualTo(3);
    }

    @Test
    void printsACompletionScriptThatKnowsTheCommands() {
        int ended = Gate.commandLine().setOut(new PrintWriter(out, true)).execute("completion");

        assertThat(ended).isZero();
        assertThat(out.toString()).contains("stage-open").contains("--validate-only");
    }

    private WatchRolloutResponse event(long sequence, String type) {
        return WatchRolloutResponse.newBuilder()
                .setEvent(
                        RolloutEvent.newBuilder()
                                .setSequence(sequence)
                                .setType(type)
                                .setText("text of " + type))
                .setRollout(
                        rollout(
                                type.equals("SUCCEEDED")
                                        ? RolloutState.ROLLOUT_STATE_SUCCEEDED
                                        : RolloutState.ROLLOUT_STATE_BAKING))
                .build();
    }

    private static Rollout rollout(RolloutState state) {
        return Rollout.newBuilder()
                .setName("rollouts/" + ID)
                .setService("media-server")
                .setRelease(Release.newBuilder().setVersion("1.5.2"))
                .setState(state)
                .build();
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("rollout.yaml"), text).toString();
    }

    private int run(String... arguments) {
        String[] all =
                Stream.concat(Arrays.stream(arguments), Stream.of("--server", gate.address()))
                        .toArray(String[]::new);
        return Gate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
