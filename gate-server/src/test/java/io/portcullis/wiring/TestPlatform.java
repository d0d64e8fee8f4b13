package io.portcullis.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The user's own system behind the hook: it restores at once, and some regions drain for a while. */
final class TestPlatform implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, AtomicInteger> drainingCensuses = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> restoreKeys = new ConcurrentHashMap<>();
    private volatile @Nullable RelayWorld world;

    TestPlatform() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    void world(RelayWorld newWorld) {
        world = newWorld;
    }

    /** The new version still drains in this many censuses after the restore. */
    void drains(String region, int censuses) {
        drainingCensuses.put(region, new AtomicInteger(censuses));
    }

    /** Different orders to restore the region. */
    Set<String> restoreKeys(String region) {
        return restoreKeys.getOrDefault(region, Set.of());
    }

    /** What the server is told to find it. */
    String configuration(Path directory) throws IOException {
        Path secret = directory.resolve("hook-secret");
        Files.writeString(secret, "a secret of at least thirty-two bytes");
        return RelayWorld.CONFIGURATION
                + """
                  controls:
                    hook: {url: 'http://127.0.0.1:%d/portcullis', secretFile: '%s'}
                """
                        .formatted(server.getAddress().getPort(), secret);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode order = JSON.readTree(exchange.getRequestBody());
            String region = order.get("region").asText();
            String answer =
                    switch (order.get("action").asText()) {
                        case "RESTORE" -> restore(region, exchange);
                        case "CENSUS" -> census(region);
                        default -> "{\"state\":\"DONE\"}";
                    };
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String restore(String region, HttpExchange exchange) {
        restoreKeys
                .computeIfAbsent(region, _ -> ConcurrentHashMap.newKeySet())
                .add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        var served = world;
        if (served != null) {
            served.restored(region);
        }
        return "{\"state\":\"DONE\"}";
    }

    private String census(String region) {
        var left = drainingCensuses.getOrDefault(region, new AtomicInteger());
        boolean draining = left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        String old = version(RelayWorld.OLD, 6, 0);
        return "{\"state\":\"DONE\",\"versions\":["
                + String.join(
                        ",", draining ? List.of(old, version(RelayWorld.NEW, 0, 1)) : List.of(old))
                + "]}";
    }

    private static String version(String version, int running, int draining) {
        return "{\"version\":\"%s\",\"running\":%d,\"draining\":%d}"
                .formatted(version, running, draining);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
