package io.portcullis.adapter.grpc;

import io.grpc.stub.StreamObserver;
import io.portcullis.app.environment.FreezeRollouts;
import io.portcullis.app.environment.FreezeRollouts.Wanted;
import io.portcullis.app.environment.ReadEnvironment;
import io.portcullis.kernel.environment.freeze.Freeze;
import io.portcullis.kernel.environment.freeze.FreezeId;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.v1.CreateFreezeRequest;
import io.portcullis.v1.CreateFreezeResponse;
import io.portcullis.v1.EndFreezeRequest;
import io.portcullis.v1.EndFreezeResponse;
import io.portcullis.v1.FreezeServiceGrpc;
import io.portcullis.v1.ListFreezesRequest;
import io.portcullis.v1.ListFreezesResponse;
import java.time.Instant;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The gRPC endpoint of freezes. */
public final class FreezeService extends FreezeServiceGrpc.FreezeServiceImplBase {

    private static final String FAULT = "fault-";

    private final FreezeRollouts freezes;
    private final ReadEnvironment environment;

    public FreezeService(FreezeRollouts freezes, ReadEnvironment environment) {
        this.freezes = freezes;
        this.environment = environment;
    }

    @Override
    public void createFreeze(
            CreateFreezeRequest request, StreamObserver<CreateFreezeResponse> observer) {
        Answer.to(
                observer,
                () ->
                        CreateFreezeResponse.newBuilder()
                                .setFreeze(
                                        WireFreezes.freeze(freezes.start(wanted(request)), now()))
                                .build());
    }

    private static Wanted wanted(CreateFreezeRequest wire) {
        return new Wanted(
                wire.getServicesList().stream()
                        .map(ServiceName::new)
                        .collect(Collectors.toCollection(TreeSet::new)),
                wire.getRegionsList().stream()
                        .map(Region::new)
                        .collect(Collectors.toCollection(TreeSet::new)),
                wire.getReason(),
                wire.getPerson(),
                wire.hasStartTime() ? WireValues.instant(wire.getStartTime()) : null,
                WireValues.instant(wire.getEndTime()));
    }

    @Override
    public void endFreeze(EndFreezeRequest request, StreamObserver<EndFreezeResponse> observer) {
        Answer.to(observer, () -> EndFreezeResponse.newBuilder().setFreeze(ended(request)).build());
    }

    private io.portcullis.v1.Freeze ended(EndFreezeRequest request) {
        String id = request.getName().substring(Freeze.COLLECTION.length());
        if (!id.startsWith(FAULT)) {
            var freeze =
                    freezes.end(new FreezeId(uuid(id)), request.getPerson(), request.getReason());
            return WireFreezes.freeze(freeze, now());
        }
        var fault =
                freezes.accept(
                        uuid(id.substring(FAULT.length())),
                        request.getPerson(),
                        request.getReason());
        return io.portcullis.v1.Freeze.newBuilder()
                .setName(FreezeRollouts.nameOf(fault))
                .setOrigin(io.portcullis.v1.FreezeOrigin.FREEZE_ORIGIN_AUTOMATIC)
                .setStartTime(WireValues.timestamp(fault.detectedAt()))
                .setEndedBy(request.getPerson())
                .setEndedReason(request.getReason())
                .setEndedTime(WireValues.timestamp(now()))
                .build();
    }

    private static UUID uuid(String text) {
        return StartReading.field("name", text, UUID::fromString);
    }

    @Override
    public void listFreezes(
            ListFreezesRequest request, StreamObserver<ListFreezesResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var response = ListFreezesResponse.newBuilder();
                    if (request.getPageToken().isEmpty()) {
                        environment
                                .now()
                                .freezes()
                                .forEach(it -> response.addFreezes(WireFreezes.inForce(it)));
                    }
                    if (!request.getInForceOnly()) {
                        var page = freezes.list(request.getPageToken(), request.getPageSize());
                        Instant now = now();
                        page.items().stream()
                                .filter(it -> !it.isInForce(now))
                                .forEach(it -> response.addFreezes(WireFreezes.freeze(it, now)));
                        response.setNextPageToken(page.nextToken());
                    }
                    return response.build();
                });
    }

    private Instant now() {
        return environment.now().at();
    }
}
