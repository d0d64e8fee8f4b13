package io.portcullis.cli.drill.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP server on loopback that stands where a user's deployment system would. */
public final class StandInPlatform implements AutoCloseable {
    /** The path the hook is called at. */
    public static final String PATH = "/portcullis";

    private static final String STATUS_PATH = "/operations/";
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final int KEY_LENGTH_MAX = 300;

    private final HttpServer server;
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final HookOperations operations = new HookOperations();
    private final SignatureCheck signatures;
    private final ObjectMapper mapper = new ObjectMapper();

    private StandInPlatform(HttpServer server, SignatureCheck signatures) {
        this.server = server;
        this.signatures = signatures;
    }

    /**
     * Starts it.
     *
     * @param port 0 for a free one
     * @param secret shared with the gate
     */
    public static StandInPlatform start(int port, byte[] secret, InstantSource clock) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            StandInPlatform platform =
                    new StandInPlatform(server, new SignatureCheck(secret, clock));
            server.setExecutor(platform.handlers);
            server.createContext(PATH, exchange -> platform.serve(exchange, platform::order));
            server.createContext(
                    STATUS_PATH, exchange -> platform.serve(exchange, platform::status));
            server.start();
            return platform;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The stand-in platform cannot listen on port "
                            + port
                            + ": "
                            + e.getMessage()
                            + ". Give a free one with --platform-port, and to the server as the hook's url.",
                    e);
        }
    }

    /** Where the gate must call. */
    public URI url() {
        return URI.create(origin() + PATH);
    }

    /** The act whose workload is acted on from now. */
    public void actOn(Workload workload) {
        operations.actOn(workload);
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            Optional<String> refusal =
                    body.length > BODY_BYTES_MAX
                            ? Optional.of("the body is larger than " + BODY_BYTES_MAX + " bytes")
                            : signatures.refusal(
                                    header(exchange, "X-Portcullis-Timestamp"),
                                    header(exchange, "X-Portcullis-Signature"),
                                    body);
            if (refusal.isPresent()) {
                answer(exchange, 401, HookAnswer.failed(refusal.get()));
            } else {
                handler.handle(exchange, body);
            }
        }
    }

    private void order(HttpExchange exchange, byte[] body) throws IOException {
        String key = header(exchange, "Idempotency-Key");
        if (!exchange.getRequestMethod().equals("POST")
                || key == null
                || key.length() > KEY_LENGTH_MAX) {
            answer(exchange, 400, HookAnswer.failed("must be a POST with an Idempotency-Key"));
            return;
        }
        try {
            HookOrder order = mapper.readValue(body, HookOrder.class);
            HookAnswer answer = operations.accept(key, order, statusUrl(key));
            answer(exchange, answer.httpStatus(), answer);
        } catch (JsonProcessingException e) {
            answer(
                    exchange,
                    400,
                    HookAnswer.failed("the body is no order: " + e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            answer(exchange, 200, HookAnswer.failed(String.valueOf(e.getMessage())));
        }
    }

    private void status(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getRawPath().substring(STATUS_PATH.length());
        String key = URLDecoder.decode(path, StandardCharsets.UTF_8);
        Optional<HookAnswer> answer = operations.status(key, statusUrl(key));
        answer(
                exchange,
                answer.map(HookAnswer::httpStatus).orElse(404),
                answer.orElseGet(() -> HookAnswer.failed("no order has this key")));
    }

    private String statusUrl(String key) {
        return origin() + STATUS_PATH + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    private static @Nullable String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private void answer(HttpExchange exchange, int status, HookAnswer answer) throws IOException {
        byte[] bytes = mapper.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.shutdownNow();
    }

    private interface Handler {
        void handle(HttpExchange exchange, byte[] body) throws IOException;
    }
}
