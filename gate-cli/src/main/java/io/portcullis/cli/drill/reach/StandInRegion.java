package io.portcullis.cli.drill.reach;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * One region as it is reached: the relay's port with a health service, and a public edge. A region that is out of service by its own
 * doing refuses both; its nodes go on accepting connections.
 */
final class StandInRegion implements AutoCloseable {
    private final HealthStatusManager health = new HealthStatusManager();
    private final Server relay;
    private final HttpServer edge;
    private volatile boolean serving = true;

    /**
     * @param relayPort 0 for a free one, and likewise the other
     */
    StandInRegion(int relayPort, int edgePort) throws IOException {
        relay =
                NettyServerBuilder.forAddress(
                                loopback(relayPort), InsecureServerCredentials.create())
                        .addService(health.getHealthService())
                        .build()
                        .start();
        try {
            edge = HttpServer.create(loopback(edgePort), 0);
        } catch (IOException e) {
            relay.shutdownNow();
            throw e;
        }
        edge.createContext("/", this::answer);
        edge.start();
        serve(true);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    RegionAddresses addresses() {
        return RegionAddresses.at(relay.getPort(), edge.getAddress().getPort());
    }

    void serve(boolean serves) {
        serving = serves;
        health.setStatus(
                HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
                serves ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(serving ? 200 : 503, -1);
        }
    }

    @Override
    public void close() {
        relay.shutdownNow();
        edge.stop(0);
    }
}
