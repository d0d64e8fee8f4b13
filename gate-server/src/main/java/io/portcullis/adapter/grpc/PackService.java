package io.portcullis.adapter.grpc;

import io.grpc.stub.StreamObserver;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.Why;
import io.portcullis.kernel.pack.Pack;
import io.portcullis.v1.GetPackRequest;
import io.portcullis.v1.GetPackResponse;
import io.portcullis.v1.ListPacksRequest;
import io.portcullis.v1.ListPacksResponse;
import io.portcullis.v1.PackServiceGrpc;
import io.portcullis.v1.PackSummary;
import java.util.SortedMap;
import java.util.TreeMap;

/** The gRPC endpoint that explains signal packs. */
public final class PackService extends PackServiceGrpc.PackServiceImplBase {

    private final SortedMap<String, Pack> packs;

    public PackService(SortedMap<String, Pack> packs) {
        this.packs = new TreeMap<>(packs);
    }

    @Override
    public void listPacks(ListPacksRequest request, StreamObserver<ListPacksResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var response = ListPacksResponse.newBuilder();
                    packs.values()
                            .forEach(pack ->
                                    response.addPacks(
                                            PackSummary.newBuilder()
                                                    .setPack(pack.name())
                                                    .setTitle(pack.title())
                                                    .setAbout(pack.about())
                                                    .setSignalCount(pack.signals().size())
                                                    .setHealthRuleCount(pack.health().size())));
                    return response.build();
                });
    }

    @Override
    public void getPack(GetPackRequest request, StreamObserver<GetPackResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    Pack pack = packs.get(request.getPack());
                    if (pack == null) {
                        throw new RequestRefused(
                                new Why.NotFound(RequestRefused.Kind.PACK, request.getPack()));
                    }
                    return GetPackResponse.newBuilder().setPack(WirePacks.pack(pack)).build();
                });
    }
}
