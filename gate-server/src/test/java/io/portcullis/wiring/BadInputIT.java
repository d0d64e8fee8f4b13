package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.stub.StreamObserver;
import io.portcullis.v1.AbortRolloutRequest;
import io.portcullis.v1.GetRolloutRequest;
import io.portcullis.v1.ListConfigurationKeysRequest;
import io.portcullis.v1.ListRolloutsRequest;
import io.portcullis.v1.ResumeRolloutRequest;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.StartRolloutRequest;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller can do wrong: a status that names the field and the rule, and nothing stored. */
@Timeout(900)
@TestInstance(Lifecycle.PER_CLASS)
final class BadInputIT {

    private static final String UNKNOWN = "rollouts/01a20393-5c93-77d7-97ad-0a07ce358acd";

    private TestPlatform platform;
    private RunningGate gate;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        platform = new TestPlatform();
        gate = new RunningGate(directory, platform.configuration(directory));
    }

    @AfterAll
    void stop() {
        gate.close();
        platform.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedStarts")
    void malformedStartIsRefusedByFieldAndRuleAndNotStored(
            String what, Consumer<StartRolloutRequest.Builder> spoil, String field, String rule) {
        var request = TestRequests.start("").toBuilder();
        spoil.accept(request);
        int before = gate.client.list().size();

        var refusal = refusal(() -> gate.client.rollouts().startRollout(request.build()));

        assertThat(refusal.getStatus().getCode()).as(what).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(detail(refusal, ErrorInfo.class).getReason()).isEqualTo("REQUEST_INVALID");
        assertThat(detail(refusal, ErrorInfo.class).getDomain()).isEqualTo("portcullis");
        assertThat(detail(refusal, BadRequest.class).getFieldViolationsList())
                .anySatisfy(violation -> {
                    assertThat(violation.getField()).isEqualTo(field);
                    assertThat(violation.getReason()).startsWith(rule);
                    assertThat(violation.getDescription()).isNotBlank();
                });
        assertThat(gate.client.list()).hasSize(before);
    }

    static Stream<Arguments> malformedStarts() {
        return MalformedStarts.ALL.stream();
    }

    @Test
    void unknownRolloutIsNotFound() {
        var refusal =
                refusal(() ->
                        gate.client
                                .rollouts()
                                .getRollout(
                                        GetRolloutRequest.newBuilder().setName(UNKNOWN).build()));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Code.NOT_FOUND);
        assertThat(detail(refusal, ErrorInfo.class).getReason()).isEqualTo("ROLLOUT_NOT_FOUND");
        assertThat(detail(refusal, ErrorInfo.class).getMetadataMap())
                .containsEntry("name", UNKNOWN);
    }

    @Test
    void pageTokenThatIsNotOursIsRefused() {
        var refusal =
                refusal(() ->
                        gate.client
                                .rollouts()
                                .listRollouts(
                                        ListRolloutsRequest.newBuilder()
                                                .setPageToken("made up")
                                                .build()));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(detail(refusal, BadRequest.class).getFieldViolations(0).getField())
                .isEqualTo("page_token");
    }

    @Test
    void messageOverTheLimitIsRefused() {
        var request = TestRequests.start("").toBuilder();
        request.getReleaseBuilder().setAuthor("a".repeat(5_000_000));

        var refusal = refusal(() -> gate.client.rollouts().startRollout(request.build()));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(gate.client.list()).noneMatch(it -> it.getRelease().getAuthor().length() > 300);
    }

    @Test
    void illegalTransitionAndOtherContentAreRefused() {
        String name =
                gate.client
                        .rollouts()
                        .startRollout(TestRequests.start("same"))
                        .getRollout()
                        .getName();

        var resumed =
                refusal(() ->
                        gate.client
                                .rollouts()
                                .resumeRollout(
                                        ResumeRolloutRequest.newBuilder().setName(name).build()));
        var other = TestRequests.start("same").toBuilder();
        other.getReleaseBuilder().setVersion("9.9.9");
        var taken = refusal(() -> gate.client.rollouts().startRollout(other.build()));
        var again = gate.client.rollouts().startRollout(TestRequests.start("same"));
        gate.client
                .rollouts()
                .abortRollout(
                        AbortRolloutRequest.newBuilder().setName(name).setReason("enough").build());

        assertThat(resumed.getStatus().getCode()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(detail(resumed, ErrorInfo.class).getReason()).isEqualTo("TRANSITION_ILLEGAL");
        assertThat(taken.getStatus().getCode()).isEqualTo(Code.ALREADY_EXISTS);
        assertThat(detail(taken, ErrorInfo.class).getReason()).isEqualTo("ROLLOUT_EXISTS");
        assertThat(again.getRollout().getName()).isEqualTo(name);
        assertThat(gate.client.rollout(name).getState())
                .isEqualTo(RolloutState.ROLLOUT_STATE_ROLLED_BACK);
    }

    @Test
    void callsWithoutTokenAreRefusedExceptHealth() throws Exception {
        try (var stranger = new GateClient(gate.server.port(), "");
                var guesser = new GateClient(gate.server.port(), "0123456789abcdef0123")) {
            assertThat(refusal(stranger::list).getStatus().getCode())
                    .isEqualTo(Code.UNAUTHENTICATED);
            assertThat(refusal(guesser::list).getStatus().getCode())
                    .isEqualTo(Code.UNAUTHENTICATED);
            assertThat(reflection(stranger.channel)).isEqualTo(Code.UNAUTHENTICATED);
            assertThat(reflection(gate.client.channel)).isEqualTo(Code.OK);
            assertThat(
                            HealthGrpc.newBlockingStub(stranger.channel)
                                    .check(HealthCheckRequest.getDefaultInstance())
                                    .getStatus()
                                    .name())
                    .isEqualTo("SERVING");
        }
    }

    @Test
    void serverListsEveryKeyItUnderstands() {
        var keys =
                gate.client
                        .server()
                        .listConfigurationKeys(
                                ListConfigurationKeysRequest.newBuilder()
                                        .setPrefix("portcullis.server")
                                        .build())
                        .getKeysList();

        assertThat(keys)
                .anySatisfy(key -> {
                    assertThat(key.getKey()).isEqualTo("portcullis.server.port");
                    assertThat(key.getDefaultValue()).isEqualTo("7443");
                    assertThat(key.getDescription()).isNotBlank();
                });
    }

    private static Code reflection(ManagedChannel channel) throws Exception {
        var outcome = new CompletableFuture<Code>();
        var requests =
                ServerReflectionGrpc.newStub(channel)
                        .serverReflectionInfo(
                                new StreamObserver<>() {
                                    @Override
                                    public void onNext(
                                            io.grpc.reflection.v1.ServerReflectionResponse answer) {
                                        outcome.complete(Code.OK);
                                    }

                                    @Override
                                    public void onError(Throwable error) {
                                        outcome.complete(
                                                io.grpc.Status.fromThrowable(error).getCode());
                                    }

                                    @Override
                                    public void onCompleted() {}
                                });
        requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        return outcome.get(60, TimeUnit.SECONDS);
    }

    private static StatusRuntimeException refusal(Runnable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::run);
    }

    private static <T extends com.google.protobuf.Message> T detail(
            StatusRuntimeException refusal, Class<T> type) {
        var status = StatusProto.fromThrowable(refusal);
        assertThat(status).isNotNull();
        for (Any detail : status.getDetailsList()) {
            if (detail.is(type)) {
                try {
                    return detail.unpack(type);
                } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError(e);
                }
            }
        }
        throw new AssertionError("no " + type + " in " + status);
    }
}
