package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.StatusRuntimeException;
import io.portcullis.v1.DecideRequest;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Finding;
import io.portcullis.v1.GetIncidentRequest;
import io.portcullis.v1.GetRolloutRequest;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.Place;
import io.portcullis.v1.ReportStageOpenRequest;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.WatchRolloutRequest;
import io.portcullis.v1.WatchRolloutResponse;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server as a process of its own, killed with SIGKILL at seeded moments of one rollout: nothing
 * accepted, counted or decided is lost or doubled, and judgement goes on where it was.
 */
@Timeout(900)
final class KilledServerIT {

    private static final long SEED = 20_260_301;

    @TempDir private Path directory;

    private final Random moments = new Random(SEED);
    private Process process;
    private GateClient client;

    @AfterEach
    void stop() throws Exception {
        kill();
        // The embedded database outlives a killed server; the next start, or this, ends it.
        new ProcessBuilder(command("--help")).start().waitFor();
        Path pid = directory.resolve("state/postgresql/data/postmaster.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst()))
                    .ifPresent(ProcessHandle::destroy);
        }
    }

    @Test
    void killingTheServerLosesNothing() throws Exception {
        try (var platform = new TestPlatform()) {
            Files.writeString(directory.resolve("gate.yml"), platform.configuration(directory));
            start();
            try (var world = new RelayWorld(client.channel)) {
                platform.world(world);
                platform.drains("eu-central", 40);
                world.resume(client.channel);
                world.awaitRounds(45);

                String name = killedWhileStarting(world);
                killedWhileBaking(name, world);
                killedWhileRollingBack(name, world, platform);
            }
        }
    }

    /** The caller does not know whether it was accepted, and asks again with the same request id. */
    private String killedWhileStarting(RelayWorld world) throws Exception {
        try (var caller = Executors.newVirtualThreadPerTaskExecutor()) {
            var before = client;
            var answer =
                    caller.submit(() -> before.rollouts().startRollout(TestRequests.start("r-1")));
            try {
                answer.get(moments.nextInt(400), TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException _) {
                // killed in the middle of it
            }
            restart(world);
        }
        String name =
                client.rollouts().startRollout(TestRequests.start("r-1")).getRollout().getName();
        assertThat(client.list()).extracting(it -> it.getName()).containsExactly(name);
        client.await(name, update -> decides(name, 0, DecisionKind.DECISION_KIND_PROCEED));
        return name;
    }

    private void killedWhileBaking(String name, RelayWorld world) throws Exception {
        world.pause();
        int look = awaitLooks(name, 3);
        client.rollouts()
                .reportStageOpen(
                        ReportStageOpenRequest.newBuilder().setName(name).setStage(1).build());
        long countedBefore = world.oldRequests();
        awaitLooks(name, 2);
        world.resume(client.channel);
        world.awaitRounds(3 + moments.nextInt(5));

        List<WatchRolloutResponse> logBefore = events(name);
        restart(world);
        world.awaitRounds(3);
        world.pause();
        int lookAfter = awaitLooks(name, 3);

        assertThat(lookAfter).isGreaterThan(look);
        assertThat(events(name).subList(0, logBefore.size()))
                .extracting(WatchRolloutResponse::getEvent)
                .isEqualTo(logBefore.stream().map(WatchRolloutResponse::getEvent).toList());
        assertThat(oldRequestsSeen(name)).isEqualTo(world.oldRequests() - countedBefore);
        world.resume(client.channel);
    }

    private void killedWhileRollingBack(String name, RelayWorld world, TestPlatform platform)
            throws Exception {
        world.canary("us-west");
        world.canary("eu-central");
        world.mixedLinksFail(50);
        client.await(name, update -> update.getEvent().getType().equals("ABORTED"));
        restart(world);
        assertThat(decides(name, 1, DecisionKind.DECISION_KIND_ABORT)).isTrue();

        client.await(name, RolloutState.ROLLOUT_STATE_VERIFYING);
        world.awaitRounds(1 + moments.nextInt(4));
        restart(world);

        client.await(name, RolloutState.ROLLOUT_STATE_ROLLED_BACK);
        assertThat(platform.restoreKeys("us-west")).hasSize(1);
        assertThat(platform.restoreKeys("eu-central")).hasSize(1);
        var sequences = events(name).stream().map(it -> it.getEvent().getSequence()).toList();
        assertThat(sequences).doesNotHaveDuplicates().isSorted().endsWith((long) sequences.size());
        var incident =
                client.incidents()
                        .getIncident(
                                GetIncidentRequest.newBuilder()
                                        .setName(client.rollout(name).getIncident())
                                        .build())
                        .getIncident();
        assertThat(incident.getState()).isEqualTo(IncidentState.INCIDENT_STATE_RESOLVED);
    }

    private void restart(RelayWorld world) throws Exception {
        kill();
        world.pause();
        start();
        world.resume(client.channel);
    }

    private void kill() throws InterruptedException {
        if (client != null) {
            client.close();
        }
        if (process != null) {
            process.destroyForcibly().waitFor(); // SIGKILL
        }
    }

    private void start() throws Exception {
        Path state = directory.resolve("state");
        Files.createDirectories(state);
        Path file = state.resolve("server.json");
        Files.deleteIfExists(file);
        try (var watch = state.getFileSystem().newWatchService()) {
            state.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            process =
                    new ProcessBuilder(
                                    command(
                                            "--config",
                                            directory.resolve("gate.yml").toString(),
                                            "--look",
                                            "150ms",
                                            "--port",
                                            "0",
                                            "--state-dir",
                                            state.toString()))
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            directory.resolve("server.log").toFile()))
                            .start();
            while (!Files.exists(file)) {
                var key = watch.poll(5, TimeUnit.SECONDS);
                if (key != null) {
                    key.reset();
                }
                if (!process.isAlive()) {
                    throw new AssertionError(Files.readString(directory.resolve("server.log")));
                }
            }
        }
        var server = new ObjectMapper().readTree(file.toFile());
        int port = Integer.parseInt(server.get("address").asText().replaceAll(".*:", ""));
        client = new GateClient(port, Files.readString(state.resolve("token")).strip());
    }

    private static List<String> command(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        "io.portcullis.wiring.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Surefire may hand the class path over in a jar's manifest; the property has it all. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
    }

    private int awaitLooks(String name, int more) {
        long now = client.rollout(name).getLook();
        return (int)
                client.await(name, update -> update.getLook().getLook() >= now + more)
                        .getLook()
                        .getLook();
    }

    /** What is stored now, without waiting for more. */
    private List<WatchRolloutResponse> events(String name) {
        long last = client.rollout(name).getSequence();
        var events = new ArrayList<WatchRolloutResponse>();
        var updates =
                client.rollouts()
                        .watchRollout(WatchRolloutRequest.newBuilder().setName(name).build());
        while (events.size() < last && updates.hasNext()) {
            var update = updates.next();
            if (update.hasEvent()) {
                events.add(update);
            }
        }
        return events;
    }

    /** Requests of the old version in one region since the stage opened, as the gate counted them. */
    private long oldRequestsSeen(String name) {
        var look =
                client.rollouts()
                        .getRollout(GetRolloutRequest.newBuilder().setName(name).build())
                        .getLook();
        return look.getFindingsList().stream()
                .filter(finding -> finding.getSignal().equals("requests"))
                .filter(finding ->
                        finding.getPlace().equals(Place.newBuilder().setRegion("us-west").build()))
                .map(Finding::getOld)
                .mapToLong(counts -> (long) counts.getExposure())
                .findFirst()
                .orElseThrow();
    }

    private boolean decides(String name, int stage, DecisionKind kind) {
        try {
            return client.rollouts()
                            .decide(
                                    DecideRequest.newBuilder()
                                            .setName(name)
                                            .setStage(stage)
                                            .build())
                            .getDecision()
                            .getKind()
                    == kind;
        } catch (StatusRuntimeException e) {
            throw new AssertionError(e);
        }
    }
}
