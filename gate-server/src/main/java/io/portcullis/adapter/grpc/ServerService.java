package io.portcullis.adapter.grpc;

import io.grpc.stub.StreamObserver;
import io.portcullis.app.ServerDescription;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.v1.ConfigurationKey;
import io.portcullis.v1.GetServerRequest;
import io.portcullis.v1.GetServerResponse;
import io.portcullis.v1.ListConfigurationKeysRequest;
import io.portcullis.v1.ListConfigurationKeysResponse;
import io.portcullis.v1.ServedService;
import io.portcullis.v1.ServedSignal;
import io.portcullis.v1.ServerServiceGrpc;

/** The gRPC endpoint that says what the server is and understands. */
public final class ServerService extends ServerServiceGrpc.ServerServiceImplBase {

    private final ServerDescription server;

    public ServerService(ServerDescription server) {
        this.server = server;
    }

    @Override
    public void getServer(GetServerRequest request, StreamObserver<GetServerResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var response =
                            GetServerResponse.newBuilder()
                                    .setVersion(server.version())
                                    .setLookLength(WireValues.duration(server.look()))
                                    .addAllControls(server.controls().byName().keySet())
                                    .setEmbeddedStore(
                                            server.store() == ServerDescription.Store.EMBEDDED);
                    server.services()
                            .byName()
                            .values()
                            .forEach(service -> response.addServices(served(service)));
                    return response.build();
                });
    }

    private static ServedService served(ServiceDefinition service) {
        var wire =
                ServedService.newBuilder()
                        .setService(service.name().value())
                        .setLinks(!service.links().isEmpty());
        service.regions().forEach(region -> wire.addRegions(region.name()));
        service.signals()
                .forEach(signal ->
                        wire.addSignals(
                                ServedSignal.newBuilder()
                                        .setSignal(signal.name().value())
                                        .setKind(signal.kind().name())
                                        .setOnLinks(signal.scope() == Scope.LINK)));
        return wire.build();
    }

    @Override
    public void listConfigurationKeys(
            ListConfigurationKeysRequest request,
            StreamObserver<ListConfigurationKeysResponse> observer) {
        Answer.to(
                observer,
                () -> {
                    var response = ListConfigurationKeysResponse.newBuilder();
                    server.keys().stream()
                            .filter(key -> key.name().startsWith(request.getPrefix()))
                            .forEach(key ->
                                    response.addKeys(
                                            ConfigurationKey.newBuilder()
                                                    .setKey(key.name())
                                                    .setType(key.type())
                                                    .setDefaultValue(key.fallback())
                                                    .setDescription(key.description())));
                    return response.build();
                });
    }
}
