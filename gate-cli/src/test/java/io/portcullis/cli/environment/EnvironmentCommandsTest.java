package io.portcullis.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.portcullis.cli.Gate;
import io.portcullis.v1.CreateFreezeRequest;
import io.portcullis.v1.CreateFreezeResponse;
import io.portcullis.v1.EndFreezeRequest;
import io.portcullis.v1.EndFreezeResponse;
import io.portcullis.v1.Environment;
import io.portcullis.v1.EnvironmentServiceGrpc;
import io.portcullis.v1.FitnessCondition;
import io.portcullis.v1.Freeze;
import io.portcullis.v1.FreezeOrigin;
import io.portcullis.v1.FreezeServiceGrpc;
import io.portcullis.v1.GetEnvironmentRequest;
import io.portcullis.v1.GetEnvironmentResponse;
import io.portcullis.v1.ListFreezesRequest;
import io.portcullis.v1.ListFreezesResponse;
import io.portcullis.v1.Place;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.RolloutEffect;
import io.portcullis.v1.SubjectHealth;
import io.portcullis.v1.SubjectKind;
import io.portcullis.v1.WatchEnvironmentRequest;
import io.portcullis.v1.WatchEnvironmentResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EnvironmentCommandsTest {
    private static final String FREEZE = "freezes/0198c0de-0000-7000-8000-000000000001";
    private static final Path DOCUMENT = Path.of("../docs/environment.md");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private Environment environment = sick();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        server =
                Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                        .addService(new Environments())
                        .addService(new Freezes())
                        .build()
                        .start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void showPrintsWhatTheDocumentShows() throws IOException {
        int ended = run("environment", "show", "media-server");

        assertThat(ended).isZero();
        assertThat(Files.readString(DOCUMENT)).contains("```\n" + out + "```\n");
        assertThat(asked)
                .containsExactly(
                        GetEnvironmentRequest.newBuilder().setService("media-server").build());
    }

    @Test
    void showSaysWhenNothingStandsAgainstAStart() {
        environment = Environment.getDefaultInstance();

        int ended = run("environment", "show", "media-server");

        assertThat(ended).isZero();
        assertThat(out.toString())
                .contains("Nothing was looked at yet.")
                .contains("Nothing of the world stands against starting media-server.");
    }

    @Test
    void showTellsOnlyOfSourcesThatDoNotAnswer() {
        environment =
                Environment.newBuilder()
                        .setLookTime(Timestamp.newBuilder().setSeconds(1_782_000_000))
                        .addSubjects(source("alerts", FitnessCondition.FITNESS_CONDITION_FIT))
                        .addSubjects(source("packs", FitnessCondition.FITNESS_CONDITION_UNKNOWN))
                        .build();

        run("environment", "show");

        assertThat(out.toString())
                .startsWith("0 unfit, 1 unknown, 0 fit at")
                .contains("source packs")
                .doesNotContain("source alerts");
    }

    private static SubjectHealth source(String name, FitnessCondition condition) {
        return SubjectHealth.newBuilder()
                .setKind(SubjectKind.SUBJECT_KIND_ABSENCE)
                .setName("source " + name)
                .setCondition(condition)
                .build();
    }

    @Test
    void showPrintsJsonForPrograms() {
        run("environment", "show", "--not-fit", "--output", "json");

        assertThat(out.toString()).contains("\"condition\": \"FITNESS_CONDITION_UNFIT\"");
        assertThat(asked)
                .containsExactly(GetEnvironmentRequest.newBuilder().setNotFitOnly(true).build());
    }

    @Test
    void watchPrintsOneDocumentALineAndEndsWith3WhenTheGateIsLost() {
        int ended = run("environment", "watch", "--output", "json");

        assertThat(ended).isEqualTo(3);
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void freezeStartSaysWhatIsAskedFor() {
        int ended =
                run(
                        "freeze",
                        "start",
                        "--from",
                        "2026-12-23T18:00+01:00",
                        "--until",
                        "4h",
                        "--service",
                        "media-server",
                        "--region",
                        "eu-west",
                        "--region",
                        "us-east",
                        "--reason",
                        "cup final",
                        "--person",
                        "ada");

        assertThat(ended).isZero();
        assertThat(asked)
                .containsExactly(
                        CreateFreezeRequest.newBuilder()
                                .addServices("media-server")
                                .addRegions("eu-west")
                                .addRegions("us-east")
                                .setReason("cup final")
                                .setPerson("ada")
                                .setStartTime(time("2026-12-23T17:00:00Z"))
                                .setEndTime(time("2026-12-23T21:00:00Z"))
                                .build());
        assertThat(out.toString()).contains(FREEZE).contains("IN_FORCE");
    }

    @Test
    void freezeStartWithoutEndOrWithANonsenseOneIsWrongUsage() {
        assertThat(run("freeze", "start", "--reason", "x")).isEqualTo(2);
        assertThat(run("freeze", "start", "--reason", "x", "--until", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("\"soon\" is no time");
        assertThat(asked).isEmpty();
    }

    @Test
    void freezeEndTakesTheNameWithOrWithoutItsCollection() {
        int ended = run("freeze", "end", "fault-1", "--reason", "known", "--person", "ada");

        assertThat(ended).isZero();
        assertThat(asked)
                .containsExactly(
                        EndFreezeRequest.newBuilder()
                                .setName("freezes/fault-1")
                                .setReason("known")
                                .setPerson("ada")
                                .build());
        assertThat(out.toString()).contains("was ended by ada.");
    }

    @Test
    void freezeListShowsEachOnALine() {
        int ended = run("freeze", "list", "--in-force");

        assertThat(ended).isZero();
        assertThat(out.toString()).contains("freezes/fault-").contains("IN_FORCE");
        assertThat(asked)
                .containsExactly(
                        ListFreezesRequest.newBuilder()
                                .setInForceOnly(true)
                                .setPageSize(50)
                                .build());
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        var all =
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--server", "localhost:" + server.getPort()))
                        .toArray(String[]::new);
        return Gate.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }

    private static Environment sick() {
        return Environment.newBuilder()
                .setLookTime(time("2026-11-22T20:30:00Z"))
                .addSubjects(
                        subject(SubjectKind.SUBJECT_KIND_PROBE, "live", "media-server", "")
                                .setCondition(FitnessCondition.FITNESS_CONDITION_FIT)
                                .setSinceTime(time("2026-11-22T08:00:00Z"))
                                .setEffect(RolloutEffect.ROLLOUT_EFFECT_NO_START)
                                .setText("200 from gate-1 (12 ms)"))
                .addSubjects(
                        subject(SubjectKind.SUBJECT_KIND_DEPENDENCY, "rabbitmq", "", "eu-west")
                                .setCondition(FitnessCondition.FITNESS_CONDITION_UNFIT)
                                .setSinceTime(time("2026-11-22T20:28:10Z"))
                                .setEffect(RolloutEffect.ROLLOUT_EFFECT_HOLD)
                                .setText("a memory alarm is set (2 of 3 sources hold it unfit)"))
                .addFreezes(automatic())
                .addIncidents("incidents/019aacc1-4a30-7c30-9dbb-2bef6f40223e")
                .addReasons(
                        Reason.newBuilder()
                                .setType(ReasonType.REASON_TYPE_ENVIRONMENT)
                                .setText(
                                        "DEPENDENCY rabbitmq at eu-west is unfit since"
                                                + " 2026-11-22T20:28:10Z: a memory alarm is set."
                                                + " Waits until it is fit again."))
                .build();
    }

    private static SubjectHealth.Builder subject(
            SubjectKind kind, String name, String service, String region) {
        var subject = SubjectHealth.newBuilder().setKind(kind).setName(name).setService(service);
        return region.isEmpty() ? subject : subject.setPlace(Place.newBuilder().setRegion(region));
    }

    private static Freeze automatic() {
        return Freeze.newBuilder()
                .setName("freezes/fault-019aacc1-4a30-7c30-9dbb-2bef6f40223e")
                .setOrigin(FreezeOrigin.FREEZE_ORIGIN_AUTOMATIC)
                .addRegions("eu-west")
                .setReason("DEPENDENCY rabbitmq is unfit")
                .setPerson("gate")
                .setStartTime(time("2026-11-22T20:28:30Z"))
                .setInForce(true)
                .build();
    }

    private static Timestamp time(String text) {
        return Timestamp.newBuilder().setSeconds(Instant.parse(text).getEpochSecond()).build();
    }

    private static <T> void reply(StreamObserver<T> answer, T message) {
        answer.onNext(message);
        answer.onCompleted();
    }

    private final class Environments extends EnvironmentServiceGrpc.EnvironmentServiceImplBase {
        @Override
        public void getEnvironment(
                GetEnvironmentRequest request, StreamObserver<GetEnvironmentResponse> answer) {
            asked.add(request);
            reply(answer, GetEnvironmentResponse.newBuilder().setEnvironment(environment).build());
        }

        @Override
        public void watchEnvironment(
                WatchEnvironmentRequest request, StreamObserver<WatchEnvironmentResponse> answer) {
            var update = WatchEnvironmentResponse.newBuilder().setEnvironment(environment).build();
            answer.onNext(update);
            answer.onNext(update);
            answer.onError(Status.UNAVAILABLE.withDescription("restart").asRuntimeException());
        }
    }

    private final class Freezes extends FreezeServiceGrpc.FreezeServiceImplBase {
        @Override
        public void createFreeze(
                CreateFreezeRequest request, StreamObserver<CreateFreezeResponse> answer) {
            asked.add(request);
            reply(
                    answer,
                    CreateFreezeResponse.newBuilder()
                            .setFreeze(Freeze.newBuilder().setName(FREEZE).setInForce(true))
                            .build());
        }

        @Override
        public void endFreeze(EndFreezeRequest request, StreamObserver<EndFreezeResponse> answer) {
            asked.add(request);
            reply(
                    answer,
                    EndFreezeResponse.newBuilder()
                            .setFreeze(
                                    Freeze.newBuilder()
                                            .setName(request.getName())
                                            .setEndedBy(request.getPerson()))
                            .build());
        }

        @Override
        public void listFreezes(
                ListFreezesRequest request, StreamObserver<ListFreezesResponse> answer) {
            asked.add(request);
            reply(answer, ListFreezesResponse.newBuilder().addFreezes(automatic()).build());
        }
    }
}
