package io.portcullis.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An HTTP server that says what a test tells it to, path by path. */
public final class AnsweringServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** One answer; with an ETag, 304 to whoever has it already. */
    public record Answer(int status, String body, String tag) {}

    public AnsweringServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public void say(String path, int status, String body) {
        answers.put(path, new Answer(status, body, ""));
    }

    public void say(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** Path and status of every answer so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            Answer answer = answers.getOrDefault(path, new Answer(404, "{}", ""));
            boolean known =
                    !answer.tag().isEmpty()
                            && answer.tag()
                                    .equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            int status = known ? 304 : answer.status();
            asked.add(path + " " + status);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (!answer.tag().isEmpty()) {
                exchange.getResponseHeaders().set("ETag", answer.tag());
            }
            exchange.sendResponseHeaders(status, known || body.length == 0 ? -1 : body.length);
            if (!known) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
