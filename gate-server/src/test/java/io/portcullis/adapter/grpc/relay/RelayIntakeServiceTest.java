package io.portcullis.adapter.grpc.relay;

import static io.portcullis.app.intake.IntakeSetting.DEFINITION;
import static io.portcullis.app.intake.IntakeSetting.EAST;
import static io.portcullis.app.intake.IntakeSetting.SERVICE;
import static io.portcullis.app.intake.IntakeSetting.START;
import static io.portcullis.app.intake.IntakeSetting.WEST;
import static io.portcullis.app.intake.IntakeSetting.onLink;
import static io.portcullis.app.intake.IntakeSetting.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.SettableClock;
import io.portcullis.v1.CountRecord;
import io.portcullis.v1.EdgeState;
import io.portcullis.v1.NodeHello;
import io.portcullis.v1.RegionClaim;
import io.portcullis.v1.RelayEdge;
import io.portcullis.v1.RelayReport;
import io.portcullis.v1.RelayServiceGrpc;
import io.portcullis.v1.ReportKind;
import io.portcullis.v1.ReportRelayRequest;
import io.portcullis.v1.ReportRelayResponse;
import io.portcullis.v1.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real gRPC transport within the process, all on the caller's thread. */
final class RelayIntakeServiceTest {

    private final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    private final EvidenceIntake intake =
            new EvidenceIntake(
                    List.of(DEFINITION), inbox, "gate", Duration.ZERO, new SettableClock(START));
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        String name = UUID.randomUUID().toString();
        server =
                InProcessServerBuilder.forName(name)
                        .directExecutor()
                        .addService(new RelayIntakeService(intake))
                        .build()
                        .start();
        channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void takesInWhatANodeSaysOfItsRegion() {
        var stream = open();
        stream.send(hello("us-west", "near", "1.5.1"));
        var said = report(1).toBuilder();
        said.getReportBuilder().setRegionClaim(RegionClaim.REGION_CLAIM_ISOLATED);
        stream.send(said.build());

        intake.flush(SERVICE);
        assertThat(inbox.regionClaims())
                .isEqualTo(Map.of(WEST, List.of(new Claim(START, Claim.Says.ISOLATED))));
        said.getReportBuilder().setSequence(2).clearRegionClaim();
        stream.send(said.build());
        intake.flush(SERVICE);

        assertThat(inbox.regionClaims()).isEmpty();
    }

    @Test
    void countsReportsAndAcknowledgesThemOnceStored() {
        var far = open();
        far.send(hello("us-east", "far", "1.5.2"));
        var near = open();
        near.send(hello("us-west", "near", "1.5.1"));
        near.send(
                report(
                        1,
                        count("us-east", "far", Result.RESULT_OK, 70),
                        count("us-east", "far", Result.RESULT_FAILED, 30)));
        assertThat(near.acknowledged()).containsExactly(0L);

        intake.flush(SERVICE);

        assertThat(near.acknowledged()).containsExactly(0L, 1L);
        assertThat(stored(inbox).counts())
                .containsOnly(
                        Map.entry(
                                onLink(EAST, WEST, release("1.5.2"), release("1.5.1")),
                                new Counts(100, 30)));
        assertThat(far.failure).isNull();
    }

    @Test
    void refusesAnUnknownServiceWithTheFieldsName() {
        var stream = open();

        stream.send(
                ReportRelayRequest.newBuilder()
                        .setHello(hello("us-west", "n", "1").getHello().toBuilder().setService("x"))
                        .build());

        assertRefused(stream, "hello.service", "service.known");
    }

    @Test
    void refusesAHelloThatBreaksARule() {
        var stream = open();

        stream.send(hello("Not A Region", "n", "1"));

        assertRefused(stream, "hello.region", "string.pattern");
        assertThat(inbox.relayNodes(SERVICE)).isEmpty();
    }

    @Test
    void refusesAReportBeforeTheHelloAndASecondHello() {
        var early = open();
        early.send(report(1));
        var twice = open();
        twice.send(hello("us-west", "n", "1"));
        twice.send(hello("us-west", "n", "1"));

        assertRefused(early, "report", "hello.first");
        assertRefused(twice, "hello", "hello.first");
    }

    @Test
    void refusesAReportWithoutKindOrTime() {
        var stream = open();
        stream.send(hello("us-west", "n", "1"));

        stream.send(
                ReportRelayRequest.newBuilder()
                        .setReport(RelayReport.newBuilder().setSequence(1))
                        .build());

        assertThat(Status.fromThrowable(stream.failure).getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(fields(stream)).containsExactly("report.kind", "report.observe_time");
    }

    @Test
    void leavesOutABadRecordAndSaysWhich() {
        var stream = open();
        stream.send(hello("us-west", "near", "1.5.1"));
        stream.send(
                report(
                        1,
                        count("us-east", "", Result.RESULT_UNSPECIFIED, 1),
                        count("us-east", "", Result.RESULT_OK, -1),
                        count("us-east", "", Result.RESULT_OK, 8)));
        intake.flush(SERVICE);

        var said = stream.answers.get(1);
        assertThat(said.getRejectedRecords()).isEqualTo(2);
        assertThat(said.getRejection()).startsWith("report.counts[0].result");
        assertThat(stored(inbox).counts())
                .containsOnly(
                        Map.entry(
                                onLink(EAST, WEST, Origin.UNKNOWN, release("1.5.1")),
                                new Counts(8, 0)));
    }

    @Test
    void asksForASnapshotAndGoesOnAfterABreak() {
        var first = open();
        first.send(hello("us-west", "near", "1.5.1"));
        first.send(report(1, count("us-east", "", Result.RESULT_OK, 1)));
        intake.flush(SERVICE);
        first.requests.onCompleted();

        var second = open();
        second.send(hello("us-west", "near", "1.5.1"));
        second.send(delta(4));

        assertThat(first.completed).isTrue();
        assertThat(second.answers.getFirst().getStoredSequence()).isEqualTo(1);
        assertThat(second.answers.getLast().getSnapshotWanted()).isTrue();
    }

    @Test
    void keepsEdges() {
        var stream = open();
        stream.send(hello("us-west", "near", "1.5.1"));
        stream.send(
                ReportRelayRequest.newBuilder()
                        .setReport(
                                report(1).getReport().toBuilder()
                                        .addEdges(
                                                RelayEdge.newBuilder()
                                                        .setTrack("TR_1")
                                                        .setSourceRegion("us-east")
                                                        .setSourceNode("far")
                                                        .setState(EdgeState.EDGE_STATE_WAITING)))
                        .build());
        intake.flush(SERVICE);

        var edge = inbox.relayNodes(SERVICE).getFirst().view().edges().getFirst();
        assertThat(edge.track()).isEqualTo("TR_1");
        assertThat(edge.since()).isEqualTo(START);
    }

    private static void assertRefused(Stream stream, String field, String rule) {
        var status = StatusProto.fromThrowable(stream.failure);
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
        assertThat(fields(stream)).contains(field);
        assertThat(status.getDetailsList())
                .anySatisfy(detail ->
                        assertThat(detail.unpack(ErrorInfo.class).getMetadataOrThrow("rule"))
                                .isEqualTo(rule));
    }

    private static List<String> fields(Stream stream) {
        var fields = new ArrayList<String>();
        try {
            for (var detail : StatusProto.fromThrowable(stream.failure).getDetailsList()) {
                if (detail.is(BadRequest.class)) {
                    detail.unpack(BadRequest.class)
                            .getFieldViolationsList()
                            .forEach(violation -> fields.add(violation.getField()));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
        return fields;
    }

    private static Origin release(String version) {
        return new Origin.OfRelease(new ReleaseIdentity(version, "", ""));
    }

    private static ReportRelayRequest hello(String region, String node, String version) {
        return ReportRelayRequest.newBuilder()
                .setHello(
                        NodeHello.newBuilder()
                                .setService("media-server")
                                .setRegion(region)
                                .setNode(node)
                                .setVersion(version)
                                .setEpoch(node + "@1"))
                .build();
    }

    private static CountRecord count(String region, String node, Result result, long count) {
        return CountRecord.newBuilder()
                .setSourceRegion(region)
                .setSourceNode(node)
                .setSignal("track-acquire")
                .setResult(result)
                .setCount(count)
                .build();
    }

    private static ReportRelayRequest report(long sequence, CountRecord... counts) {
        return ReportRelayRequest.newBuilder()
                .setReport(
                        RelayReport.newBuilder()
                                .setSequence(sequence)
                                .setKind(ReportKind.REPORT_KIND_SNAPSHOT)
                                .setObserveTime(
                                        Timestamp.newBuilder().setSeconds(START.getEpochSecond()))
                                .addAllCounts(List.of(counts)))
                .build();
    }

    private static ReportRelayRequest delta(long sequence) {
        var report = report(sequence).getReport().toBuilder();
        return ReportRelayRequest.newBuilder()
                .setReport(report.setKind(ReportKind.REPORT_KIND_DELTA))
                .build();
    }

    private Stream open() {
        var stream = new Stream();
        stream.requests = RelayServiceGrpc.newStub(channel).reportRelay(stream);
        return stream;
    }

    /** The node's side. */
    private static final class Stream implements StreamObserver<ReportRelayResponse> {
        private final List<ReportRelayResponse> answers = new ArrayList<>();
        private StreamObserver<ReportRelayRequest> requests;
        private @Nullable Throwable failure;
        private boolean completed;

        void send(ReportRelayRequest request) {
            requests.onNext(request);
        }

        List<Long> acknowledged() {
            return answers.stream().map(ReportRelayResponse::getStoredSequence).toList();
        }

        @Override
        public void onNext(ReportRelayResponse answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable error) {
            failure = error;
        }

        @Override
        public void onCompleted() {
            completed = true;
        }
    }
}
