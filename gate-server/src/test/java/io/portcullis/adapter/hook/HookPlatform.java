package io.portcullis.adapter.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.control.CensusAnswer;
import io.portcullis.port.control.CensusOrder;
import io.portcullis.port.control.ControlAnswer;
import io.portcullis.port.control.IdempotencyKey;
import io.portcullis.port.control.RegionChange;
import io.portcullis.port.control.ReleaseReference;
import io.portcullis.port.control.RestoreOrder;
import io.portcullis.port.control.StageOpening;
import io.portcullis.testing.InMemoryControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A user's system as docs/hook.md asks for, on loopback, with faults on demand. */
final class HookPlatform implements AutoCloseable {

    static final byte[] SECRET =
            "a secret of at least thirty-two bytes".getBytes(StandardCharsets.UTF_8);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryControl workloads;
    private final HookVerifier verifier;
    private final HttpServer server;
    private final Map<String, JsonNode> posted = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** What a test has the platform do with the next request, instead of its work or after it. */
    interface Fault {
        void answer(HttpExchange exchange, Runnable work) throws IOException;
    }

    record Received(String method, String path, Map<String, List<String>> headers, String body) {}

    HookPlatform(InMemoryControl workloads, Instant now) {
        this.workloads = workloads;
        this.verifier = new HookVerifier(SECRET, () -> now);
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

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/portcullis");
    }

    void fault(Fault fault) {
        faults.add(fault);
    }

    void cut(Region region) {
        cut.add(region.name());
    }

    void mend(Region region) {
        cut.remove(region.name());
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** Forgets every order, as a platform that was set up anew would. */
    void forget() {
        posted.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(
                    new Received(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            body));
            var fault = faults.poll();
            if (fault == null) {
                work(exchange, body);
            } else {
                fault.answer(exchange, () -> workUnchecked(exchange, body));
            }
        }
    }

    private void workUnchecked(HttpExchange exchange, String body) {
        try {
            work(exchange, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void work(HttpExchange exchange, String body) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (!verifier.accepts(
                headers.getFirst("X-Portcullis-Timestamp"),
                headers.getFirst("X-Portcullis-Signature"),
                body.getBytes(StandardCharsets.UTF_8))) {
            answer(exchange, 401, "{\"error\":\"signature\"}");
            return;
        }
        var key = headers.getFirst("Idempotency-Key");
        if (exchange.getRequestMethod().equals("POST")) {
            posted.putIfAbsent(key, JSON.readTree(body));
        }
        var order = posted.get(key);
        if (order == null) {
            answer(exchange, 404, "{}");
        } else if (cut.contains(order.get("region").asText())) {
            answer(exchange, 503, "upstream is down");
        } else {
            carryOut(exchange, new IdempotencyKey(key), order);
        }
    }

    private void carryOut(HttpExchange exchange, IdempotencyKey key, JsonNode order)
            throws IOException {
        var change = change(order);
        if (order.get("action").asText().equals("CENSUS")) {
            var counted =
                    (CensusAnswer.Counted) workloads.census(new CensusOrder(key, change, null));
            var state = JSON.createObjectNode().put("state", "DONE");
            state.set("versions", JSON.valueToTree(counted.versions()));
            answer(exchange, 200, state.toString());
            return;
        }
        switch (act(key, order, change)) {
            case ControlAnswer.Done _ -> answer(exchange, 200, "{\"state\":\"DONE\"}");
            case ControlAnswer.Running _ ->
                    answer(
                            exchange,
                            202,
                            "{\"state\":\"RUNNING\",\"statusUrl\":\"/orders?key=" + key + "\"}");
            case ControlAnswer.Refused(var message) ->
                    answer(
                            exchange,
                            200,
                            JSON.createObjectNode()
                                    .put("state", "FAILED")
                                    .put("message", message)
                                    .toString());
        }
    }

    private ControlAnswer act(IdempotencyKey key, JsonNode order, RegionChange change) {
        if (order.get("action").asText().equals("OPEN_STAGE")) {
            var stage = order.get("stage");
            return workloads.open(
                    new StageOpening(
                            key,
                            change,
                            stage.get("name").asText(),
                            stage.get("canaryShare").asDouble()));
        }
        var reason = order.get("reason");
        return workloads.restore(
                new RestoreOrder(
                        key,
                        change,
                        null,
                        ReasonType.valueOf(reason.get("type").asText()),
                        reason.get("summary").asText()));
    }

    private static RegionChange change(JsonNode order) {
        return new RegionChange(
                order.get("rollout").asText(),
                new ServiceName(order.get("service").asText()),
                new Region(order.get("region").asText()),
                reference(order.get("from")),
                reference(order.get("to")));
    }

    private static ReleaseReference reference(JsonNode node) {
        return new ReleaseReference(
                node.get("version").asText(),
                node.get("artifact").asText(),
                node.get("configuration").asText());
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static Fault status(int status, String body) {
        return (exchange, _) -> answer(exchange, status, body);
    }

    static Fault redirect(String location) {
        return (exchange, _) -> {
            exchange.getResponseHeaders().set("Location", location);
            answer(exchange, 307, "{}");
        };
    }

    /** Closes the connection without an answer, before doing anything. */
    static Fault drop() {
        return (exchange, _) -> exchange.close();
    }

    /** Does the work, but the answer never arrives. */
    Fault workButNeverAnswerInTime() {
        return (exchange, _) -> {
            try {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                closing.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
