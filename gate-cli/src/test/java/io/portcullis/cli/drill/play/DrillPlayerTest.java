package io.portcullis.cli.drill.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.drill.evidence.EvidenceSink;
import io.portcullis.cli.drill.evidence.RelaySink;
import io.portcullis.cli.drill.platform.StandInPlatform;
import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.cli.drill.standin.StandIns;
import io.portcullis.cli.testing.FakeGate;
import io.portcullis.cli.testing.HookCaller;
import io.portcullis.v1.RolloutEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrillPlayerTest {
    private static final byte[] SECRET = "a secret of a drill".getBytes(StandardCharsets.UTF_8);
    private static final Duration LOOK = Duration.ofMillis(3);

    private final StandInPlatform platform = StandInPlatform.start(0, SECRET, Clock.systemUTC());
    private final HookCaller caller = new HookCaller(platform.url(), SECRET);
    private final FakeGate gate = new FakeGate(caller, LOOK, 200);
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws IOException {
        String name = InProcessServerBuilder.generateName();
        InProcessServerBuilder builder = InProcessServerBuilder.forName(name).directExecutor();
        gate.services().forEach(builder::addService);
        server = builder.build().start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
        gate.close();
        caller.close();
        platform.close();
    }

    @Test
    void playsTheIncidentToItsEndAndFindsEverythingAsExpected() throws InterruptedException {
        Scenario scenario =
                pipelined(
                        "livekit-2023-11-02",
                        Map.of(
                                "world.restores.us-west.drainLooks",
                                "60",
                                "world.restores.others.drainLooks",
                                "2"));

        DrillResult result = play(scenario);

        assertThat(result.acts()).hasSize(2);
        assertThat(result.acts())
                .allSatisfy(act -> assertThat(act.verdicts()).allMatch(Verdict::passed));
        assertThat(result.passed()).isTrue();
        assertThat(gate.hellos())
                .contains("us-west-old-1 1.5.1", "us-west-new-1 1.5.2", "eu-central-new-1 1.5.2");
    }

    @Test
    void widensAHealthyReleaseToItsEnd() throws InterruptedException {
        DrillResult result =
                play(ScenarioFiles.read("healthy-release", Map.of("acts.0.looksBefore", "5")));

        assertThat(result.passed()).isTrue();
        assertThat(gate.hellos()).contains("sa-east-new-1 1.6.0");
    }

    @Test
    void failsWhenTheGateSeesNothing() throws InterruptedException {
        Scenario scenario =
                pipelined(
                        "livekit-2023-11-02",
                        Map.of(
                                "world.links.trafficShareRatio",
                                "0.000001",
                                "acts.1.looksMax",
                                "300"));

        DrillResult result = play(scenario);

        assertThat(result.passed()).isFalse();
        assertThat(result.acts().getFirst().passed()).isTrue();
        assertThat(result.acts().getLast().verdicts())
                .filteredOn(v -> v.expected().startsWith("ABORT"))
                .singleElement()
                .satisfies(v -> assertThat(v.passed()).isFalse());
    }

    @Test
    void followsAnIncidentOfTheWorldWithoutARolloutThroughItsRelapse(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("watched.yaml");
        Files.writeString(file, WATCHED);

        DrillResult result = play(ScenarioFiles.read(file.toString(), Map.of()));

        assertThat(result.acts().getFirst().verdicts()).allMatch(Verdict::passed).hasSize(1);
        assertThat(result.acts().getFirst().record().spells())
                .extracting(FaultSpell::firstLook, FaultSpell::lastLook)
                .containsExactly(tuple(21L, 40L), tuple(121L, 140L));
        assertThat(result.acts().getFirst().record().endLook()).isEqualTo(210);
    }

    private static final String WATCHED =
            """
            scenario: watched
            title: Nothing is started
            about: The world breaks twice.
            world:
              service: media-server
              regions: [us, eu, ap]
              requestsPerSecond: 500
              requests: {signal: requests, errorRatio: 0.0}
              faults:
                - {name: first, place: REGION, failedRatio: 0.5, fromStage: 0, afterLooks: 20, forLooks: 20}
                - {name: relapse, place: REGION, failedRatio: 0.5, fromStage: 0, afterLooks: 120, forLooks: 20}
            acts:
              - name: watched
                about: Nobody releases anything.
                looksBefore: 10
                looksMax: 200
                expect:
                  - {kind: ENVIRONMENT_INCIDENT, subjectKind: ALERT, subject: failures, withinLooks: 15, closed: true, reopened: 1}
            """;

    /** The fake drives nothing itself. */
    private static Scenario pipelined(String name, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("acts.1.start.plan.driver", "PIPELINE");
        all.put("acts.1.looksBefore", "20");
        return ScenarioFiles.read(name, all);
    }

    private DrillResult play(Scenario scenario) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        try (EvidenceSink evidence = new RelaySink(channel, "media-server", clock)) {
            return new DrillPlayer(
                            new DrillSettings(
                                    scenario,
                                    1,
                                    "test",
                                    LOOK,
                                    GateConnection.over(channel),
                                    platform,
                                    StandIns.start(List.of(), 0),
                                    evidence,
                                    new SteadyPace(LOOK),
                                    new SilentView(),
                                    clock))
                    .play();
        }
    }

    private static final class SilentView implements DrillView {
        @Override
        public void actBegins(ActText act) {}

        @Override
        public void looked(Moment moment) {}

        @Override
        public void happened(long look, RolloutEvent event) {}

        @Override
        public void actEnds(ActRecord record) {}
    }
}
