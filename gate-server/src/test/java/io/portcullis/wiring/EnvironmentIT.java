package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.portcullis.v1.CreateFreezeRequest;
import io.portcullis.v1.EndFreezeRequest;
import io.portcullis.v1.Environment;
import io.portcullis.v1.EnvironmentServiceGrpc;
import io.portcullis.v1.ExportFormat;
import io.portcullis.v1.ExportIncidentRequest;
import io.portcullis.v1.FitnessCondition;
import io.portcullis.v1.FreezeOrigin;
import io.portcullis.v1.FreezeServiceGrpc;
import io.portcullis.v1.GetEnvironmentRequest;
import io.portcullis.v1.IncidentClass;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.ListFreezesRequest;
import io.portcullis.v1.ListIncidentsRequest;
import io.portcullis.v1.ListIncidentsResponse;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.SubjectHealth;
import io.portcullis.v1.SubjectKind;
import io.portcullis.v1.WatchEnvironmentRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with one probe and no rollout: its door is closed, opened and closed again. */
@Timeout(300)
final class EnvironmentIT {

    private static final long FAR_SECONDS = 4_000;

    private int port;
    private RunningGate gate;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        gate =
                new RunningGate(
                        directory,
                        """
                        portcullis:
                          regions: {eu-west: {}}
                          services:
                            media-server: {signals: [{name: requests}]}
                          environment:
                            thawAfter: 0s
                            probes:
                              - {name: door, kind: TCP, target: '127.0.0.1:%d', every: 200ms,
                                 timeout: 2s, regions: [eu-west], effect: HOLD, goneFor: 1s}
                        """
                                .formatted(port));
    }

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void faultOpensOneIncidentFreezesClosesAndReopens() throws Exception {
        Environment closed = await(it -> is(it, FitnessCondition.FITNESS_CONDITION_UNFIT));
        var incident = incidents().getIncidents(0);

        assertThat(closed.getFreezes(0).getOrigin())
                .isEqualTo(FreezeOrigin.FREEZE_ORIGIN_AUTOMATIC);
        assertThat(closed.getReasonsList())
                .extracting(it -> it.getType())
                .contains(ReasonType.REASON_TYPE_ENVIRONMENT, ReasonType.REASON_TYPE_FREEZE);
        assertThat(incident.getClass_()).isEqualTo(IncidentClass.INCIDENT_CLASS_ENVIRONMENT);
        assertThat(incident.getRollout()).isEmpty();
        assertThat(incident.getRegionsList()).containsExactly("eu-west");
        assertThat(closed.getIncidentsList()).containsExactly(incident.getName());

        try (var _ = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            await(it -> is(it, FitnessCondition.FITNESS_CONDITION_FIT) && !hasIncident(it));
        }
        var resolved = incidents().getIncidents(0);
        await(EnvironmentIT::hasIncident);

        assertThat(resolved.getState()).isEqualTo(IncidentState.INCIDENT_STATE_RESOLVED);
        assertThat(resolved.getPresences(0).hasUntilTime()).isTrue();
        assertThat(incidents().getIncidentsList()).hasSize(1);
        assertThat(incidents().getIncidents(0).getReopenedCount()).isEqualTo(1);
        assertThat(export(incident.getName())).contains("REOPENED").contains("no release");
    }

    @Test
    void personEndsTheGatesOwnFreeze() throws Exception {
        Environment frozen = await(it -> it.getFreezesCount() > 0);

        freezes()
                .endFreeze(
                        EndFreezeRequest.newBuilder()
                                .setName(frozen.getFreezes(0).getName())
                                .setPerson("ada")
                                .setReason("known")
                                .build());
        Environment thawed = environment();

        assertThat(thawed.getFreezesList()).isEmpty();
        assertThat(thawed.getReasonsList()).isEmpty();
        assertThat(is(thawed, FitnessCondition.FITNESS_CONDITION_UNFIT)).isTrue();
    }

    @Test
    void personsFreezeIsCreatedListedAndEnded() {
        var created =
                freezes()
                        .createFreeze(
                                CreateFreezeRequest.newBuilder()
                                        .addServices("media-server")
                                        .setReason("cup final")
                                        .setPerson("ada")
                                        .setEndTime(far())
                                        .build())
                        .getFreeze();
        var listed = freezes().listFreezes(ListFreezesRequest.getDefaultInstance());
        var ended =
                freezes()
                        .endFreeze(
                                EndFreezeRequest.newBuilder()
                                        .setName(created.getName())
                                        .setPerson("bob")
                                        .setReason("won")
                                        .build())
                        .getFreeze();
        var inForce =
                freezes().listFreezes(ListFreezesRequest.newBuilder().setInForceOnly(true).build());

        assertThat(listed.getFreezesList()).contains(created);
        assertThat(created.getInForce()).isTrue();
        assertThat(ended.getInForce()).isFalse();
        assertThat(ended.getEndedBy()).isEqualTo("bob");
        assertThat(inForce.getFreezesList())
                .noneMatch(it -> it.getOrigin() == FreezeOrigin.FREEZE_ORIGIN_PERSON);
    }

    @Test
    void unknownNamesAreRefused() {
        assertRefused(
                Code.INVALID_ARGUMENT,
                () ->
                        freezes()
                                .createFreeze(
                                        CreateFreezeRequest.newBuilder()
                                                .addServices("nobody")
                                                .setReason("why")
                                                .setPerson("ada")
                                                .setEndTime(far())
                                                .build()));
        assertRefused(
                Code.NOT_FOUND,
                () ->
                        freezes()
                                .endFreeze(
                                        EndFreezeRequest.newBuilder()
                                                .setName(
                                                        "freezes/01a20393-5c93-77d7-97ad-0a07ce358acd")
                                                .setPerson("ada")
                                                .setReason("why")
                                                .build()));
        assertRefused(Code.INVALID_ARGUMENT, () -> environment("nobody"));
    }

    private static void assertRefused(Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }

    /** Watches until the world is as wanted. */
    private Environment await(Predicate<Environment> wanted) {
        var updates =
                environments()
                        .watchEnvironment(
                                WatchEnvironmentRequest.newBuilder()
                                        .setService("media-server")
                                        .build());
        Environment now = updates.next().getEnvironment();
        while (!wanted.test(now)) {
            now = updates.next().getEnvironment();
        }
        return now;
    }

    private static boolean is(Environment environment, FitnessCondition condition) {
        return environment.getSubjectsList().stream()
                .filter(it -> it.getKind() == SubjectKind.SUBJECT_KIND_PROBE)
                .map(SubjectHealth::getCondition)
                .anyMatch(condition::equals);
    }

    private static boolean hasIncident(Environment environment) {
        return environment.getIncidentsCount() > 0;
    }

    private Environment environment() {
        return environment("media-server");
    }

    private Environment environment(String service) {
        return environments()
                .getEnvironment(GetEnvironmentRequest.newBuilder().setService(service).build())
                .getEnvironment();
    }

    private EnvironmentServiceGrpc.EnvironmentServiceBlockingStub environments() {
        return EnvironmentServiceGrpc.newBlockingStub(gate.client.channel)
                .withDeadlineAfter(120, TimeUnit.SECONDS);
    }

    private ListIncidentsResponse incidents() {
        return gate.client.incidents().listIncidents(ListIncidentsRequest.getDefaultInstance());
    }

    private String export(String name) {
        return gate.client
                .incidents()
                .exportIncident(
                        ExportIncidentRequest.newBuilder()
                                .setName(name)
                                .setFormat(ExportFormat.EXPORT_FORMAT_TEXT)
                                .build())
                .getContent();
    }

    private FreezeServiceGrpc.FreezeServiceBlockingStub freezes() {
        return FreezeServiceGrpc.newBlockingStub(gate.client.channel);
    }

    private static Timestamp far() {
        return Timestamp.newBuilder()
                .setSeconds(Instant.now().plusSeconds(FAR_SECONDS).getEpochSecond())
                .build();
    }
}
