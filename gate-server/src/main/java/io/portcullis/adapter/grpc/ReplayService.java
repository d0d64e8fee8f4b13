package io.portcullis.adapter.grpc;

import com.google.protobuf.Timestamp;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.portcullis.app.replay.ReplayHistory;
import io.portcullis.app.replay.ReplayRequest;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.v1.BadHistory;
import io.portcullis.v1.HealthyHistory;
import io.portcullis.v1.ReplayHistoryRequest;
import io.portcullis.v1.ReplayHistoryResponse;
import io.portcullis.v1.ReplayServiceGrpc;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The gRPC endpoint of replays. */
public final class ReplayService extends ReplayServiceGrpc.ReplayServiceImplBase {

    private final ReplayHistory replay;
    private final PlanReading plans;

    /**
     * @param look length of a look
     */
    public ReplayService(ReplayHistory replay, Duration look) {
        this.replay = replay;
        this.plans = new PlanReading(look);
    }

    @Override
    public void replayHistory(
            ReplayHistoryRequest request, StreamObserver<ReplayHistoryResponse> observer) {
        var stream = new ReplayStream((ServerCallStreamObserver<ReplayHistoryResponse>) observer);
        stream.run(() -> replay.replay(read(request), stream));
    }

    private ReplayRequest read(ReplayHistoryRequest wire) {
        return new ReplayRequest(
                new ServiceName(wire.getService()),
                plans.read(wire.getPlan()),
                wire.hasHealthy() ? healthy(wire.getHealthy()) : null,
                bad(wire.getBadList()),
                wire.getValidateOnly()
                        ? ReplayRequest.Intent.VALIDATE_ONLY
                        : ReplayRequest.Intent.PLAY);
    }

    private static ReplayRequest.Healthy healthy(HealthyHistory wire) {
        return new ReplayRequest.Healthy(
                time("healthy.from_time", wire.getFromTime()),
                time("healthy.to_time", wire.getToTime()),
                wire.getIntervals() == 0
                        ? ReplayRequest.Healthy.INTERVALS_DEFAULT
                        : wire.getIntervals(),
                wire.getSeed());
    }

    private static List<ReplayRequest.Bad> bad(List<BadHistory> wire) {
        var bad = new ArrayList<ReplayRequest.Bad>();
        for (BadHistory one : wire) {
            String field = "bad[" + bad.size() + "]";
            bad.add(
                    new ReplayRequest.Bad(
                            time(field + ".from_time", one.getFromTime()),
                            time(field + ".to_time", one.getToTime()),
                            one.getNewVersion(),
                            one.getOldVersion(),
                            one.hasNoticedTime()
                                    ? time(field + ".noticed_time", one.getNoticedTime())
                                    : null));
        }
        return bad;
    }

    private static Instant time(String field, Timestamp wire) {
        return StartReading.field(
                field,
                wire,
                timestamp -> {
                    try {
                        return WireValues.instant(timestamp);
                    } catch (DateTimeException | ArithmeticException e) {
                        throw new IllegalArgumentException("is no time: " + e.getMessage(), e);
                    }
                });
    }
}
