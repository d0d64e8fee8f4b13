package io.portcullis.benchmark;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.portcullis.adapter.grpc.relay.RelayIntakeService;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.intake.RelayHello;
import io.portcullis.app.intake.RelayReport;
import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.app.intake.RelaySession;
import io.portcullis.kernel.relay.NodeReport;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdge.State;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.v1.EdgeState;
import io.portcullis.v1.NodeHello;
import io.portcullis.v1.ReportKind;
import io.portcullis.v1.ReportRelayRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Edge updates that 200 nodes send as deltas, 500 a report, into views that are full: from the
 * report as it is read to the merged view.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@org.openjdk.jmh.annotations.State(Scope.Thread)
public class MeshIntakeBenchmark {

    private static final int NODES = 200;
    private static final int UPDATES_PER_REPORT = 500;
    private static final int UPDATES = NODES * UPDATES_PER_REPORT;

    @Param({"100000", "300000", "1000000"})
    private int edges = 1_000_000;

    private final List<RelaySession> sessions = new ArrayList<>();
    private final List<NodeView> news = new ArrayList<>();
    private final List<StreamObserver<ReportRelayRequest>> streams = new ArrayList<>();
    private final List<byte[]> wire = new ArrayList<>();
    private long sequence;

    /** Fills the views by snapshots. */
    @Setup
    public void fill() {
        var intake =
                new EvidenceIntake(
                        List.of(RelayMesh.service()),
                        new InMemoryEvidenceInbox(),
                        "gate",
                        Duration.ZERO,
                        () -> RelayMesh.NOW);
        var reports = new RelayMesh(edges).reports();
        long before = usedBytes();
        for (NodeReport node : reports) {
            var session =
                    intake.relay(
                            new RelayHello(
                                    RelayMesh.service().name(),
                                    node.id().region(),
                                    node.id().node(),
                                    node.identity(),
                                    node.epoch()),
                            _ -> {});
            var view = copied(node.view());
            session.report(new RelayReport(1, Kind.SNAPSHOT, List.of(), view));
            sessions.add(session);
        }
        System.out.println((usedBytes() - before) / edges + " bytes an edge");
        reports.forEach(node -> news.add(delta(node.view())));
        reports.forEach(node -> {
            var stream = new RelayIntakeService(intake).reportRelay(new NoAnswers());
            stream.onNext(hello(node));
            streams.add(stream);
            wire.add(message(delta(node.view())).toByteArray());
        });
        sequence = 1;
    }

    private static ReportRelayRequest hello(NodeReport node) {
        return ReportRelayRequest.newBuilder()
                .setHello(
                        NodeHello.newBuilder()
                                .setService(RelayMesh.service().name().value())
                                .setRegion(node.id().region().name())
                                .setNode(node.id().node())
                                .setVersion(node.identity().version())
                                .setEpoch(node.epoch()))
                .build();
    }

    private static ReportRelayRequest message(NodeView view) {
        var report =
                io.portcullis.v1.RelayReport.newBuilder()
                        .setSequence(1)
                        .setKind(ReportKind.REPORT_KIND_DELTA)
                        .setObserveTime(time(RelayMesh.NOW));
        view.edges()
                .forEach(edge ->
                        report.addEdges(
                                io.portcullis.v1.RelayEdge.newBuilder()
                                        .setTrack(edge.track())
                                        .setSourceRegion(edge.sourceRegion().name())
                                        .setSourceNode(edge.sourceNode())
                                        .setState(EdgeState.EDGE_STATE_STALLED)
                                        .setSinceTime(time(edge.since()))
                                        .setHops(edge.hops())
                                        .setLastPacketTime(time(RelayMesh.NOW))));
        return ReportRelayRequest.newBuilder().setReport(report).build();
    }

    private static Timestamp time(Instant at) {
        return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
    }

    /** As from the wire, so that nothing of what was sent is kept by the sender too. */
    private static NodeView copied(NodeView view) {
        return new NodeView(
                view.observedAt(),
                view.edges().stream().map(MeshIntakeBenchmark::copied).toList(),
                view.published(),
                view.demand());
    }

    private static RelayEdge copied(RelayEdge edge) {
        return changed(edge, new String(edge.track().toCharArray()), edge.state());
    }

    private static RelayEdge changed(RelayEdge edge, String track, State state) {
        return new RelayEdge(
                track,
                edge.sourceRegion(),
                edge.sourceNode(),
                state,
                edge.since(),
                edge.hops(),
                RelayMesh.NOW,
                edge.muted(),
                edge.error());
    }

    private static NodeView delta(NodeView view) {
        var changed =
                view.edges().stream()
                        .limit(UPDATES_PER_REPORT)
                        .map(edge ->
                                changed(
                                        edge,
                                        new String(edge.track().toCharArray()),
                                        State.STALLED))
                        .toList();
        return new NodeView(view.observedAt(), changed, List.of(), List.of());
    }

    private static long usedBytes() {
        System.gc();
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** One delta of every node. */
    @Benchmark
    @OperationsPerInvocation(UPDATES)
    public long merge(CpuTime cpu) {
        sequence++;
        cpu.did(UPDATES);
        long rejected = 0;
        for (int node = 0; node < NODES; node++) {
            rejected +=
                    sessions.get(node)
                            .report(
                                    new RelayReport(
                                            sequence, Kind.DELTA, List.of(), news.get(node)))
                            .rejected();
        }
        if (rejected > 0) {
            throw new IllegalStateException(rejected + " records were rejected");
        }
        return sequence;
    }

    /** The same from the bytes of the message, with all its rules. */
    @Benchmark
    @OperationsPerInvocation(UPDATES)
    public long wire(CpuTime cpu) throws InvalidProtocolBufferException {
        sequence++;
        cpu.did(UPDATES);
        var next =
                ReportRelayRequest.newBuilder()
                        .setReport(io.portcullis.v1.RelayReport.newBuilder().setSequence(sequence))
                        .build();
        for (int node = 0; node < NODES; node++) {
            streams.get(node)
                    .onNext(
                            ReportRelayRequest.parseFrom(wire.get(node)).toBuilder()
                                    .mergeFrom(next)
                                    .build());
        }
        return sequence;
    }
}
