package io.portcullis.adapter.grpc.relay;

import com.google.protobuf.Timestamp;
import io.portcullis.app.intake.RelayHello;
import io.portcullis.app.intake.RelayReport;
import io.portcullis.app.intake.RelayReport.Completeness;
import io.portcullis.app.intake.RelayReport.Count;
import io.portcullis.app.intake.RelayReport.Ended;
import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.app.intake.RelayReport.Result;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.NodeProtocols;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.Serving;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdge.State;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.v1.CountRecord;
import io.portcullis.v1.EdgeState;
import io.portcullis.v1.NodeHello;
import io.portcullis.v1.PublishedTrack;
import io.portcullis.v1.RegionClaim;
import io.portcullis.v1.ReportKind;
import io.portcullis.v1.ServedTrack;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** Messages that obey the rules, in the words of the application. */
final class RelayMessages {

    private RelayMessages() {}

    static RelayHello hello(NodeHello hello) {
        return new RelayHello(
                new ServiceName(hello.getService()),
                new Region(hello.getRegion()),
                hello.getNode(),
                new ReleaseIdentity(
                        hello.getVersion(), hello.getArtifact(), hello.getConfiguration()),
                hello.getEpoch(),
                new NodeProtocols(
                        new TreeSet<>(hello.getSpokenProtocolsList()),
                        new TreeSet<>(hello.getAcceptedProtocolsList())));
    }

    static RelayReport report(io.portcullis.v1.RelayReport report, Completeness completeness) {
        var observedAt = instant(report.getObserveTime());
        var view =
                new NodeView(
                        observedAt,
                        report.getEdgesList().stream().map(RelayMessages::edge).toList(),
                        report.getPublishedList().stream()
                                .filter(it -> !it.getEnded())
                                .map(it ->
                                        new NodeView.PublishedTrack(
                                                it.getTrack(),
                                                it.hasSinceTime()
                                                        ? instant(it.getSinceTime())
                                                        : observedAt))
                                .toList(),
                        report.getDemandList().stream()
                                .map(it ->
                                        new NodeView.TrackDemand(
                                                it.getTrack(),
                                                Integer.toUnsignedLong(it.getSubscribers())))
                                .toList(),
                        report.getListsServed() ? Serving.LISTED : Serving.UNLISTED,
                        report.getServedList().stream()
                                .filter(it -> !it.getEnded())
                                .map(RelayMessages::served)
                                .toList());
        return new RelayReport(
                report.getSequence(),
                report.getKind() == ReportKind.REPORT_KIND_SNAPSHOT ? Kind.SNAPSHOT : Kind.DELTA,
                report.getCountsList().stream().map(RelayMessages::count).toList(),
                view,
                ended(report),
                says(report.getRegionClaim()),
                completeness);
    }

    private static Optional<Claim.Says> says(RegionClaim claim) {
        return switch (claim) {
            case REGION_CLAIM_CONNECTED -> Optional.of(Claim.Says.CONNECTED);
            case REGION_CLAIM_ISOLATED -> Optional.of(Claim.Says.ISOLATED);
            case REGION_CLAIM_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Ended ended(io.portcullis.v1.RelayReport report) {
        return new Ended(
                report.getPublishedList().stream()
                        .filter(PublishedTrack::getEnded)
                        .map(PublishedTrack::getTrack)
                        .toList(),
                report.getServedList().stream()
                        .filter(ServedTrack::getEnded)
                        .map(RelayMessages::served)
                        .toList());
    }

    private static NodeView.ServedTrack served(ServedTrack served) {
        return new NodeView.ServedTrack(
                served.getTrack(),
                new Region(served.getDestinationRegion()),
                served.getDestinationNode());
    }

    private static Count count(CountRecord record) {
        return new Count(
                record.getSourceRegion().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Region(record.getSourceRegion())),
                record.getSourceNode(),
                new SignalName(record.getSignal()),
                result(record.getResult()),
                record.getCount(),
                record.getExposure());
    }

    private static Result result(io.portcullis.v1.Result result) {
        return switch (result) {
            case RESULT_OK -> Result.OK;
            case RESULT_FAILED -> Result.FAILED;
            case RESULT_TIMED_OUT -> Result.TIMED_OUT;
            case RESULT_CANCELLED -> Result.CANCELLED;
            case RESULT_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException(
                            "result is " + result + "; must be a known one");
        };
    }

    private static RelayEdge edge(io.portcullis.v1.RelayEdge edge) {
        return new RelayEdge(
                edge.getTrack(),
                new Region(edge.getSourceRegion()),
                edge.getSourceNode(),
                state(edge.getState()),
                edge.hasSinceTime() ? instant(edge.getSinceTime()) : RelayEdge.UNTOLD,
                edge.getHops(),
                edge.hasLastPacketTime() ? instant(edge.getLastPacketTime()) : null,
                edge.getMuted() || edge.getPaused(),
                edge.getError());
    }

    private static State state(EdgeState state) {
        return switch (state) {
            case EDGE_STATE_REQUESTED -> State.REQUESTED;
            case EDGE_STATE_LOCATING -> State.LOCATING;
            case EDGE_STATE_WAITING -> State.WAITING;
            case EDGE_STATE_ACTIVE -> State.ACTIVE;
            case EDGE_STATE_STALLED -> State.STALLED;
            case EDGE_STATE_FAILED -> State.FAILED;
            case EDGE_STATE_CLOSED -> State.CLOSED;
            case EDGE_STATE_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException(
                            "state is " + state + "; must be a known one");
        };
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
